package vn.lienthong.consent;

import java.time.Instant;

/**
 * A break-glass opened by a practitioner for this person, with purpose <a
 * href="https://terminology.hl7.org/ValueSet-v3-PurposeOfUse.html">{@code BTG}</a>.
 *
 * @param id key of the record of its opening
 * @param until the first moment at which it is over
 */
public record EmergencyAccess(String id, String practitioner, Instant until) {
    public EmergencyAccess {
        Text.required(id, "emergency access id");
        Text.required(practitioner, "practitioner");
    }

    boolean openAt(Instant now) {
        return now.isBefore(until);
    }
}
