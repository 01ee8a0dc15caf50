package vn.lienthong.access;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.lienthong.record.RecordRow;
import vn.lienthong.shared.Issue;

/** <a href="https://hl7.org/fhir/R4/http.html#concurrency">If-Match</a> and If-None-Match of a change. */
final class Preconditions {

    private static final Pattern ETAG = Pattern.compile("(?:W/)?\"([^\"]+)\"");

    private Preconditions() {}

    static void check(WriteEntry entry, Optional<RecordRow> current) {
        @Nullable String place = entry.requestPlace().isEmpty() ? null : entry.requestPlace();
        var ifMatch = entry.conditions().ifMatch();
        if (ifMatch.isPresent()
                && !current.map(row -> Integer.toString(row.version()))
                        .equals(Optional.of(version(ifMatch.get(), "If-Match", place)))) {
            throw Issue.conditionFailed(
                    "conflict",
                    place,
                    "The resource is no longer at version %s. Read it again and repeat your change on what it is now."
                            .formatted(version(ifMatch.get(), "If-Match", place)));
        }
        var ifNoneMatch = entry.conditions().ifNoneMatch();
        if (ifNoneMatch.isPresent() && current.isPresent() && matches(ifNoneMatch.get(), current.get(), place)) {
            throw Issue.conditionFailed(
                    "conflict", place, "The resource exists already, and If-None-Match excludes that.");
        }
    }

    /** The same for an operation on one resource. */
    static void ifMatch(Optional<String> header, RecordRow current) {
        if (header.isPresent()
                && !version(header.get(), "If-Match", null).equals(Integer.toString(current.version()))) {
            throw Issue.conditionFailed(
                    "conflict", null, "The resource is no longer at this version. Read it again, then decide anew.");
        }
    }

    static boolean matches(String ifNoneMatch, RecordRow current, @Nullable String place) {
        return ifNoneMatch.equals("*")
                || version(ifNoneMatch, "If-None-Match", place).equals(Integer.toString(current.version()));
    }

    private static String version(String etag, String header, @Nullable String place) {
        var matcher = ETAG.matcher(etag.strip());
        if (!matcher.matches()) {
            throw Issue.malformed("value", place, "%s takes an ETag such as `W/\"3\"`.".formatted(header));
        }
        return matcher.group(1);
    }
}
