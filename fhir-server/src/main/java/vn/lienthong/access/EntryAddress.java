package vn.lienthong.access;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.lienthong.shared.Issue;

/**
 * {@code Bundle.entry.request.url}: relative to the base, as {@code Type}, {@code Type/id} or {@code Type?criteria}.
 *
 * @param rest what follows type and id, such as {@code _history/2} or {@code $everything}
 */
record EntryAddress(String type, Optional<String> id, Optional<String> rest, Optional<String> criteria) {

    private static final Pattern FORM =
            Pattern.compile("([A-Z][A-Za-z]+)(?:/([A-Za-z0-9\\-.]{1,64})(?:/([^?]+))?)?(?:\\?(.+))?");

    static EntryAddress parse(@Nullable String url, String base, String place) {
        if (url == null) {
            throw Issue.malformed(
                    "required", place + ".request.url", "Each entry needs a request with `method` and `url`.");
        }
        var relative =
                url.startsWith(base) ? url.substring(base.length()) : url.startsWith("/") ? url.substring(1) : url;
        var matcher = FORM.matcher(relative);
        if (!matcher.matches()) {
            throw Issue.malformed(
                    "value",
                    place + ".request.url",
                    "The address must be relative, such as `Patient`, `Patient/123` or `Patient?identifier=system|value`.");
        }
        return new EntryAddress(
                matcher.group(1),
                Optional.ofNullable(matcher.group(2)),
                Optional.ofNullable(matcher.group(3)),
                Optional.ofNullable(matcher.group(4)));
    }
}
