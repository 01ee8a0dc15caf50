package vn.lienthong.consent;

import java.util.Set;

/**
 * A recorded right to act for the person (parent, guardian, proxy), known to FHIR as a <a
 * href="https://hl7.org/fhir/R4/relatedperson.html">RelatedPerson</a>.
 *
 * @param id key of the record of the delegation
 * @param valid when it holds, such as until a child's majority
 * @param types resource types it is limited to; empty is all
 * @param actions actions it is limited to; empty is all
 * @param withheldLabels sensitivity labels, and confidentiality codes, that stay with the person; with a confidentiality
 *     all that is guarded as closely or more closely stays: {@code R} withholds every row with a sensitivity label
 */
public record Delegation(String id, Period valid, Set<String> types, Set<Action> actions, Set<String> withheldLabels) {
    public Delegation {
        Text.required(id, "delegation id");
        types = Set.copyOf(types);
        actions = Set.copyOf(actions);
        withheldLabels = Set.copyOf(withheldLabels);
    }

    /** A delegation of everything, for this time. */
    public static Delegation unlimited(String id, Period valid) {
        return new Delegation(id, valid, Set.of(), Set.of(), Set.of());
    }

    boolean openTo(Request request) {
        return valid.contains(request.now()) && (actions.isEmpty() || actions.contains(request.action()));
    }

    /** The lowest level of confidentiality that is withheld. */
    int withheldFrom() {
        return withheldLabels.stream()
                .filter(Confidentiality.CODES::contains)
                .mapToInt(Confidentiality::level)
                .min()
                .orElse(Integer.MAX_VALUE);
    }
}
