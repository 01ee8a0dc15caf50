package vn.lienthong.access;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import vn.lienthong.audit.AuditQuery;
import vn.lienthong.search.FhirTime;
import vn.lienthong.shared.Issue;

/** The parameter {@code date} of AuditEvent, with the prefixes that bound a stretch of time. */
final class AuditDates {

    private static final Set<String> FROM = Set.of("ge", "gt", "sa");
    private static final Set<String> UNTIL = Set.of("le", "lt", "eb");

    private AuditDates() {}

    static AuditQuery narrow(AuditQuery query, String value) {
        boolean prefixed = value.length() > 2 && Character.isLetter(value.charAt(0));
        var prefix = prefixed ? value.substring(0, 2) : "eq";
        var range = FhirTime.parse(prefixed ? value.substring(2) : value, EverythingParameters.ZONE)
                .orElseThrow(AuditDates::malformed);
        var low = Instant.ofEpochMilli(range.low());
        var after = Instant.ofEpochMilli(range.high()).plusMillis(1);
        if (FROM.contains(prefix)) {
            return query.between(Optional.of(prefix.equals("ge") ? low : after), query.until());
        }
        if (UNTIL.contains(prefix)) {
            return query.between(query.from(), Optional.of(prefix.equals("le") ? after : low));
        }
        if (prefix.equals("eq")) {
            return query.between(Optional.of(low), Optional.of(after));
        }
        throw malformed();
    }

    private static vn.lienthong.shared.ExchangeException malformed() {
        return Issue.malformed(
                "value",
                null,
                "Parameter `date`: a date with one of the prefixes eq, ge, gt, le, lt, sa, eb. Example: `date=ge2026-11-01`.");
    }
}
