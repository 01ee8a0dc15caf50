package vn.lienthong.access;

import java.util.List;
import vn.lienthong.shared.Issue;

/** Reads a stored or sent <a href="https://hl7.org/fhir/R4/relatedperson.html">RelatedPerson</a>. Never fails. */
public interface DelegationReader {

    /** @param place FHIRPath of the resource within a request */
    Reading read(String id, byte[] json, String place);

    /** What a RelatedPerson says of acting for the patient. */
    sealed interface Reading {

        /** A contact, who may do nothing. */
        record Contact() implements Reading {}

        /**
         * It means to be a delegation and is not one; nobody may do anything by it.
         *
         * @param problems all of them
         */
        record Faulty(List<Issue.Detail> problems) implements Reading {
            public Faulty {
                problems = List.copyOf(problems);
            }
        }

        /**
         * A delegation.
         *
         * @param active false when it was ended
         */
        record Sound(RecordedDelegation delegation, boolean active, Evidence evidence) implements Reading {}
    }
}
