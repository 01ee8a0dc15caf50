package vn.lienthong.consent;

import java.util.List;

/**
 * All that a person decided, whether in force or not, and what holds otherwise: the policy set that <a
 * href="https://profiles.ihe.net/ITI/PCF/">PCF</a> has a Consent Authorization Server weigh.
 */
public record Policy(List<ConsentRecord> consents, DefaultPolicy defaultPolicy) {
    public Policy {
        consents = List.copyOf(consents);
    }
}
