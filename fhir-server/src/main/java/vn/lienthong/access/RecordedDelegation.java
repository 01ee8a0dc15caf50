package vn.lienthong.access;

import java.util.Set;
import vn.lienthong.consent.Action;
import vn.lienthong.consent.Period;
import vn.lienthong.identity.PatientIdentifier;

/**
 * A right to act for a person, as a <a href="https://hl7.org/fhir/R4/relatedperson.html">RelatedPerson</a> of the record
 * tells it.
 *
 * @param id key of the RelatedPerson
 * @param delegate the verified number by which the delegate signs in
 * @param withheld labels that stay with the person
 */
public record RecordedDelegation(
        String id,
        Kind kind,
        PatientIdentifier delegate,
        Period period,
        Set<String> types,
        Set<Action> actions,
        Set<String> withheld) {

    /** By what right. */
    public enum Kind {
        /** By law, until the child is of age. */
        PARENT,
        /** By the decision of an authority. */
        GUARDIAN,
        /** By the person's own power, with an end. */
        PROXY
    }

    public RecordedDelegation {
        types = Set.copyOf(types);
        actions = Set.copyOf(actions);
        withheld = Set.copyOf(withheld);
    }
}
