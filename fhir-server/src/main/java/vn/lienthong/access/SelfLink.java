package vn.lienthong.access;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** The address under which a search can be asked again. */
final class SelfLink {

    private SelfLink() {}

    static String of(String path, Map<String, List<String>> parameters) {
        var link = new StringBuilder(path);
        char separator = '?';
        for (var parameter : parameters.entrySet()) {
            for (var value : parameter.getValue()) {
                link.append(separator)
                        .append(encoded(parameter.getKey()))
                        .append('=')
                        .append(encoded(value));
                separator = '&';
            }
        }
        return link.toString();
    }

    /** Colons, slashes, commas and bars stay readable: they mean something in a search and nothing in a query string. */
    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("%3A", ":")
                .replace("%2F", "/")
                .replace("%2C", ",");
    }
}
