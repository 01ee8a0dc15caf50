package vn.lienthong.access.patch;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import vn.lienthong.record.ResourceJson;

/** A place in JSON, as <a href="https://www.rfc-editor.org/rfc/rfc6901">RFC 6901</a> writes it. */
record JsonPointer(List<String> tokens) {

    private static final Pattern NO_ESCAPE = Pattern.compile("~(?![01])");

    JsonPointer {
        tokens = List.copyOf(tokens);
    }

    /** Empty for what is no pointer, or one that is deeper than any resource. */
    static Optional<JsonPointer> parse(String text) {
        if (text.isEmpty()) {
            return Optional.of(new JsonPointer(List.of()));
        }
        var parts = text.split("/", -1);
        boolean escaped = !NO_ESCAPE.matcher(text).find();
        if (!parts[0].isEmpty() || parts.length > ResourceJson.MAX_DEPTH || !escaped) {
            return Optional.empty();
        }
        var tokens = new ArrayList<String>(parts.length);
        for (int i = 1; i < parts.length; i++) {
            tokens.add(parts[i].replace("~1", "/").replace("~0", "~"));
        }
        return Optional.of(new JsonPointer(tokens));
    }

    boolean isRoot() {
        return tokens.isEmpty();
    }

    JsonPointer parent() {
        return new JsonPointer(tokens.subList(0, tokens.size() - 1));
    }

    String last() {
        return tokens.getLast();
    }

    boolean isAbove(JsonPointer other) {
        return tokens.size() < other.tokens.size()
                && other.tokens.subList(0, tokens.size()).equals(tokens);
    }

    @Override
    public String toString() {
        var text = new StringBuilder();
        tokens.forEach(token -> text.append('/').append(token.replace("~", "~0").replace("/", "~1")));
        return text.toString();
    }
}
