package vn.lienthong.access;

import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

/** The codes that were given out, by their keyed hash. Changes happen in the caller's transaction. */
public interface AccessCodeBook {

    /**
     * A code that was given out.
     *
     * @param id names the code where it is spoken of later; says nothing of its characters
     */
    record Issued(String id, long patientKey, String patientId, Instant expires) {}

    /** Enters a code; codes of the same person that nobody has used are void from now on. */
    void issue(byte[] hash, Issued code, Collection<Long> patientKeys, Instant now);

    /** Uses a code up; empty when it is unknown, used or too old. Of several at once one gets it. */
    Optional<Issued> redeem(byte[] hash, Instant now);
}
