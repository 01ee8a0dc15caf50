package vn.lienthong.access;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.lienthong.access.Delegates.InForce;
import vn.lienthong.consent.Decision;
import vn.lienthong.consent.DefaultPolicy;
import vn.lienthong.consent.EmergencyAccess;
import vn.lienthong.consent.Provision;
import vn.lienthong.consent.ProvisionRef;

/**
 * Who can see what of a person's record, and by which decision.
 *
 * @param emergencies open ones; empty where recipients were named
 * @param delegations in force; empty where recipients were named
 */
record Explanation(
        Instant at,
        DefaultPolicy defaultPolicy,
        List<Unreadable> unreadable,
        List<EmergencyAccess> emergencies,
        List<InForce> delegations,
        List<Answer> answers) {

    Explanation {
        unreadable = List.copyOf(unreadable);
        emergencies = List.copyOf(emergencies);
        delegations = List.copyOf(delegations);
        answers = List.copyOf(answers);
    }

    /** A Consent that nobody could understand and that denies therefore. */
    record Unreadable(String consent, String problem) {}

    /** What one recipient can see. */
    record Answer(Recipient recipient, List<Access> access, List<Particular> exceptions) {
        Answer {
            access = List.copyOf(access);
            exceptions = List.copyOf(exceptions);
        }
    }

    /**
     * Types that are decided alike.
     *
     * @param own whether the recipient's facility answers for the data itself
     * @param types empty for all types
     * @param until when what permits or denies ends; null where nothing ends it
     * @param count rows that are decided so now; only told to the person
     * @param otherwise rows of these types and labels that an exception decides the other way
     */
    record Access(
            boolean own,
            DataClass data,
            Set<String> types,
            Decision decision,
            @Nullable Instant until,
            OptionalInt count,
            OptionalInt otherwise) {}

    /** A provision that holds for some data only: by code, time, author, encounter or name. */
    record Particular(ProvisionRef reference, Optional<Provision> provision) {}
}
