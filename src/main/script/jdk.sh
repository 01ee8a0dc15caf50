# Sourced by ./demo, ./bench and ./verify: sets JAVA_HOME to a JDK that can build and run the project.
# `java` on the PATH may be older; a JDK counts by its own `release` file, so none has to be started to ask.

WANTED_JAVA=25

java_major() {
    sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release" 2>/dev/null
}

is_wanted_jdk() {
    [ -n "$1" ] && [ -x "$1/bin/javac" ] && [ "$(java_major "$1" || true)" -ge "$WANTED_JAVA" ] 2>/dev/null
}

jdk_candidates() {
    printf '%s\n' "${JAVA_HOME:-}"
    if command -v javac >/dev/null; then
        dirname "$(dirname "$(readlink -f "$(command -v javac)")")"
    fi
    if [ -f "$HOME/.m2/toolchains.xml" ]; then
        sed -n 's:.*<jdkHome>\(.*\)</jdkHome>.*:\1:p' "$HOME/.m2/toolchains.xml"
    fi
    printf '%s\n' /usr/lib/jvm/* /opt/*jdk* "$HOME"/.jdks/* "$HOME"/.sdkman/candidates/java/* \
        /Library/Java/JavaVirtualMachines/*/Contents/Home
}

find_jdk() {
    local home
    while IFS= read -r home; do
        if is_wanted_jdk "$home"; then
            export JAVA_HOME="$home"
            return
        fi
    done < <(jdk_candidates)
    echo "No JDK $WANTED_JAVA or newer found: install one (Debian: temurin-25-jdk or openjdk-25-jdk) or set JAVA_HOME to it." >&2
    exit 1
}
