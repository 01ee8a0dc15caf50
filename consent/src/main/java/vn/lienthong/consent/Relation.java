package vn.lienthong.consent;

import java.util.List;

/** What the caller is to the person: <a href="https://hl7.org/fhir/R4/relatedperson.html">oneself, delegate</a> or none. */
public sealed interface Relation {

    /** The caller is the person. */
    record Oneself() implements Relation {}

    /** The caller acts for the person; one delegation that covers the row is enough. */
    record Delegate(List<Delegation> delegations) implements Relation {
        public Delegate {
            delegations = List.copyOf(delegations);
        }

        public Delegate(Delegation delegation) {
            this(List.of(delegation));
        }
    }

    /** The caller is somebody else. */
    record None() implements Relation {}
}
