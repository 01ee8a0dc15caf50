package vn.lienthong.referral;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.lienthong.access.AccessRequest;
import vn.lienthong.access.Counting;
import vn.lienthong.directory.Facility;
import vn.lienthong.referral.ReferralNumbers.Numbers;
import vn.lienthong.security.Caller;
import vn.lienthong.security.Role;
import vn.lienthong.shared.FacilityCode;
import vn.lienthong.shared.Issue;

/**
 * {@code Measure/$evaluate-measure}: how long referrals waited, and what became of them. A facility's own staff learn it
 * of their facility, the operator and the coordinators of the coordinating facility of all.
 */
@Component
public class Measures {

    /** The one measure: its groups are the figures. */
    public static final String CANONICAL = "https://lienthong.vn/fhir/Measure/referral";

    private static final Set<String> KNOWN =
            Set.of("measure", "periodStart", "periodEnd", "subject", "reportType", "_format", "_pretty");

    private final Counting counting;
    private final ReferralNumbers numbers;
    private final Parties parties;
    private final ReferralProperties properties;

    Measures(Counting counting, ReferralNumbers numbers, Parties parties, ReferralProperties properties) {
        this.counting = counting;
        this.numbers = numbers;
        this.parties = parties;
        this.properties = properties;
    }

    /**
     * The figures of a period.
     *
     * @param organization whose they are; empty for all facilities
     */
    public record Measured(Optional<String> organization, Instant from, Instant until, List<Numbers> strata) {}

    public Measured evaluate(AccessRequest request, Map<String, String> given) {
        return counting.count(request, "Measure", () -> {
            var facility = facility(request.caller(), given.get("subject"));
            check(given);
            var from = moment(given, "periodStart", "2026-11-01", false);
            var until = moment(given, "periodEnd", "2026-11-30", true);
            if (until.isBefore(from)) {
                throw wrong("periodEnd", "lies before `periodStart`", "2026-11-30");
            }
            return new Measured(
                    facility.flatMap(parties::ofCode).map(Facility::organizationId),
                    from,
                    until,
                    numbers.of(facility, from, until, request.now(), State.OF_PERFORMER));
        });
    }

    private static void check(Map<String, String> given) {
        given.keySet().stream()
                .filter(name -> !KNOWN.contains(name))
                .sorted()
                .findFirst()
                .ifPresent(name -> {
                    throw wrong(name, "is not known", "2026-11-01");
                });
        if (!given.getOrDefault("measure", CANONICAL).equals(CANONICAL)) {
            throw wrong("measure", "is no measure of this exchange", CANONICAL);
        }
        var type = given.getOrDefault("reportType", "summary");
        if (!type.equals("summary") && !type.equals("population")) {
            throw wrong("reportType", "takes `summary`: no report lists persons", "summary");
        }
    }

    /** Code of the facility whose numbers are asked for; empty for all. */
    private Optional<String> facility(Caller caller, @Nullable String subject) {
        boolean all = caller.is(Role.OPERATOR) || isCoordinating(caller);
        boolean staff = caller.is(Role.CLINICIAN) || caller.is(Role.COORDINATOR);
        if (!all && !staff) {
            throw ReferralProblem.NOT_MEASURED.at(null);
        }
        if (subject == null) {
            return all ? Optional.empty() : caller.facility().map(FacilityCode::value);
        }
        var organization = subject.replaceFirst("^Organization/", "");
        var named = parties.facility(organization)
                .orElseThrow(() -> wrong("subject", "is no facility of the directory", "Organization/facility-22001"));
        if (!all && parties.own(caller, organization).isEmpty()) {
            throw ReferralProblem.NOT_MEASURED.at(null);
        }
        return Optional.of(named.code());
    }

    private boolean isCoordinating(Caller caller) {
        return caller.is(Role.COORDINATOR)
                && Optional.ofNullable(properties.coordinator())
                        .equals(caller.facility().map(FacilityCode::value));
    }

    /** A day counts whole. */
    private static Instant moment(Map<String, String> given, String name, String example, boolean end) {
        var text = given.get(name);
        if (text == null) {
            throw wrong(name, "is needed", example);
        }
        return (end ? Moments.end(text) : Moments.start(text))
                .orElseThrow(() -> wrong(name, "`" + text + "` is no day", example));
    }

    private static RuntimeException wrong(String name, String what, String example) {
        return Issue.malformed(
                "value", null, "Parameter `%s`: %s. Example: `%s=%s`.".formatted(name, what, name, example));
    }
}
