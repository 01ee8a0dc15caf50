package vn.lienthong.access;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.lienthong.consent.ConsentRecord;
import vn.lienthong.shared.Issue;
import vn.lienthong.shared.ResourceKey;

/**
 * A Consent as far as the rules of recording look at it.
 *
 * @param opens whether it would grant something once it is active
 * @param grantedLabels security labels that its grants name
 * @param confirmations who confirmed it, out of {@code verification} with {@code verified} true
 * @param organizations ids of the Organizations that keep it
 * @param problems everything for which it means nothing; empty for a sound one
 */
public record CheckedConsent(
        ConsentRecord.Status status,
        boolean opens,
        Set<String> grantedLabels,
        Evidence paper,
        List<Confirmation> confirmations,
        List<String> organizations,
        @Nullable String changeReason,
        List<Issue.Detail> problems) {

    public CheckedConsent {
        grantedLabels = Set.copyOf(grantedLabels);
        confirmations = List.copyOf(confirmations);
        organizations = List.copyOf(organizations);
        problems = List.copyOf(problems);
    }

    /** Who said so and when; either may be missing. */
    public record Confirmation(Optional<ResourceKey> by, Optional<Instant> at) {}

    /** Whether storing it gives somebody access. */
    boolean grants() {
        return status == ConsentRecord.Status.ACTIVE && opens;
    }
}
