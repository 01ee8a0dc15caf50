package vn.lienthong.access;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import vn.lienthong.record.ResourceTypes;
import vn.lienthong.search.FhirTime;
import vn.lienthong.security.PurposeOfUse;
import vn.lienthong.security.Role;
import vn.lienthong.shared.ExchangeException;
import vn.lienthong.shared.Issue;

/**
 * What {@code $explain-access} is asked.
 *
 * @param recipients references or facility codes; empty for a summary
 * @param role of the recipients
 * @param types empty for all types of a record
 * @param labels sensitivity labels to be explained beside ordinary data; empty for the usual ones
 */
record ExplainParameters(
        List<String> recipients,
        String role,
        String purpose,
        List<String> types,
        List<String> labels,
        Optional<Instant> at) {

    /** More are asked one after another: each recipient is decided about for each type and label. */
    private static final int MOST_RECIPIENTS = 20;

    private static final int MOST_LABELS = 20;
    private static final int MOST_TYPES = 100;

    private static final Set<String> KNOWN = Set.of("recipient", "role", "purpose", "type", "label", "at");
    private static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");

    static ExplainParameters parse(Map<String, List<String>> given) {
        var issues = new ArrayList<Issue.Detail>();
        given.keySet().stream()
                .filter(name -> !KNOWN.contains(name))
                .forEach(name -> issues.add(wrong(name, "is not known.", "recipient=22001")));
        var recipients = several(given, "recipient", MOST_RECIPIENTS, text -> !text.isBlank(), "22001", issues);
        var role = one(given, "role", text -> Role.ofCode(text).isPresent(), "clinician", issues);
        var purpose = one(given, "purpose", ExplainParameters::isPurpose, "TREAT", issues);
        var types = several(given, "type", MOST_TYPES, ResourceTypes::inRecord, "Observation", issues);
        var labels = several(given, "label", MOST_LABELS, text -> text.matches("[A-Za-z0-9-]{1,40}"), "HIV", issues);
        var at = given.containsKey("at")
                ? one(given, "at", text -> FhirTime.parse(text, ZONE).isPresent(), "2026-12-31", issues)
                : Optional.<String>empty();
        if (!issues.isEmpty()) {
            throw new ExchangeException(new Issue.Malformed(issues));
        }
        return new ExplainParameters(
                recipients,
                role.orElse(Role.CLINICIAN.code()),
                purpose.orElse(PurposeOfUse.TREAT.name()),
                types,
                labels,
                at.flatMap(text -> FhirTime.parse(text, ZONE)).map(range -> Instant.ofEpochMilli(range.low())));
    }

    /** Whether nothing but the question itself was asked. */
    boolean isPlain() {
        return recipients.isEmpty() && types.isEmpty() && labels.isEmpty() && at.isEmpty();
    }

    private static boolean isPurpose(String text) {
        return text.matches("[A-Za-z]{1,40}") || text.matches("[^\\s|]{1,200}\\|[^\\s|]{1,100}");
    }

    private static List<String> several(
            Map<String, List<String>> given,
            String name,
            int most,
            Predicate<String> sound,
            String example,
            List<Issue.Detail> issues) {
        var values = given.getOrDefault(name, List.of()).stream().distinct().toList();
        if (values.size() > most) {
            issues.add(wrong(
                    name, "at most %d at once, here are %d.".formatted(most, values.size()), name + "=" + example));
            return List.of();
        }
        values.stream()
                .filter(sound.negate())
                .forEach(value ->
                        issues.add(wrong(name, "`%s` is not understood.".formatted(value), name + "=" + example)));
        return values;
    }

    private static Optional<String> one(
            Map<String, List<String>> given,
            String name,
            Predicate<String> sound,
            String example,
            List<Issue.Detail> issues) {
        return several(given, name, 1, sound, example, issues).stream().findFirst();
    }

    static Issue.Detail wrong(String name, String problem, String example) {
        return new Issue.Detail("value", null, "Parameter `%s`: %s Example: `%s`.".formatted(name, problem, example));
    }
}
