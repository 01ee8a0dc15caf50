# Sourced by ./demo and ./bench after jdk.sh, in the root of the checkout: builds what they run when it is not there or
# older than its sources.

built=src/target/demo.built
log=src/target/demo.build.log

is_built() {
    [ -f "$built" ] && [ -f src/target/demo.classpath ] && compgen -G 'fhir-server/target/*-application.jar' >/dev/null &&
        [ -z "$(find pom.xml ./*/pom.xml ./*/src/main src/main -type f -newer "$built" -print -quit)" ]
}

build() {
    mkdir -p src/target
    touch "$built.began"
    echo "Building (the first time Maven fetches about 500 MB, Keycloak and PostgreSQL among it; log: $log)"
    if ! ./mvnw -B -ntp package -Dmaven.test.skip=true 2>&1 | tee "$log" | sed -un 's/^\[INFO\] \(Building Li.*\)/  \1/p'; then
        grep -m 20 '^\[ERROR\]' "$log" >&2 || tail -20 "$log" >&2
        echo "The build failed; the whole log is $log." >&2
        exit 1
    fi
    echo '  Rehearsing, so that the exchange starts fast from now on (a minute)'
    if ! "$JAVA_HOME/bin/java" -Xmx512m -cp "src/target/classes:$(cat src/target/demo.classpath)" \
        vn.lienthong.bench.Rehearsal >>"$log" 2>&1; then
        echo "The rehearsal failed; the exchange runs without it, but starts more slowly. The log is $log." >&2
    fi
    mv "$built.began" "$built"
}
