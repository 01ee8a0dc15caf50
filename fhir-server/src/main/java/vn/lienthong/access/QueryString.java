package vn.lienthong.access;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import vn.lienthong.shared.Issue;
import vn.lienthong.shared.PlainText;

/** Search parameters as they stand behind the question mark. */
public final class QueryString {

    private QueryString() {}

    public static Map<String, List<String>> parse(String text) {
        var parameters = new LinkedHashMap<String, List<String>>();
        for (var pair : text.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                parameters
                        .computeIfAbsent(decoded(pair.substring(0, equals)), _ -> new ArrayList<>())
                        .add(decoded(pair.substring(equals + 1)));
            }
        }
        if (parameters.isEmpty()) {
            throw Issue.malformed(
                    "value", null, "A condition is one or more search parameters, such as `identifier=system|value`.");
        }
        return parameters;
    }

    private static String decoded(String text) {
        try {
            var decoded = URLDecoder.decode(text, StandardCharsets.UTF_8);
            if (!PlainText.isPlain(decoded)) {
                throw Issue.malformed("value", null, "A condition holds no control characters: leave them out.");
            }
            return decoded;
        } catch (IllegalArgumentException e) {
            throw Issue.malformed(
                    "value", null, "A condition is not encoded as a URL is: a `%` needs two digits behind it.");
        }
    }
}
