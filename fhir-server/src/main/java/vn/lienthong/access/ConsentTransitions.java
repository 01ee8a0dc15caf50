package vn.lienthong.access;

import static vn.lienthong.consent.ConsentRecord.Status.ACTIVE;
import static vn.lienthong.consent.ConsentRecord.Status.DRAFT;
import static vn.lienthong.consent.ConsentRecord.Status.ENTERED_IN_ERROR;
import static vn.lienthong.consent.ConsentRecord.Status.INACTIVE;
import static vn.lienthong.consent.ConsentRecord.Status.PROPOSED;
import static vn.lienthong.consent.ConsentRecord.Status.REJECTED;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import vn.lienthong.consent.ConsentRecord.Status;

/**
 * Which <a href="https://hl7.org/fhir/R4/valueset-consent-state-codes.html">state</a> of a Consent may follow which. What
 * has ended is never revived: a new decision is a new Consent, so that the history tells when which was in force.
 */
final class ConsentTransitions {

    static final Set<Status> FIRST = set(DRAFT, PROPOSED, ACTIVE, REJECTED);

    static final Map<Status, Set<Status>> NEXT = Map.of(
            DRAFT, set(DRAFT, PROPOSED, ACTIVE, REJECTED, ENTERED_IN_ERROR),
            PROPOSED, set(PROPOSED, ACTIVE, REJECTED, INACTIVE, ENTERED_IN_ERROR),
            ACTIVE, set(ACTIVE, INACTIVE, ENTERED_IN_ERROR),
            REJECTED, set(REJECTED, ENTERED_IN_ERROR),
            INACTIVE, set(INACTIVE, ENTERED_IN_ERROR),
            ENTERED_IN_ERROR, set(ENTERED_IN_ERROR));

    private ConsentTransitions() {}

    /** @param before empty for a new Consent */
    static void check(Optional<Status> before, Status after, String place) {
        var possible = before.map(ConsentTransitions::next).orElse(FIRST);
        if (possible.contains(after)) {
            return;
        }
        throw before.map(status -> DecisionProblem.NEXT_STATUS.refusal(
                        place + ".status", code(status), code(after), codes(possible)))
                .orElseGet(() -> DecisionProblem.FIRST_STATUS.refusal(place + ".status", code(after), codes(possible)));
    }

    private static Set<Status> next(Status status) {
        return NEXT.getOrDefault(status, Set.of());
    }

    private static String code(Status status) {
        return status.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String codes(Set<Status> those) {
        return those.stream().sorted().map(status -> "`" + code(status) + "`").collect(Collectors.joining(", "));
    }

    private static Set<Status> set(Status first, Status... others) {
        return Collections.unmodifiableSet(EnumSet.of(first, others));
    }
}
