package vn.lienthong.referral;

import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vn.lienthong.access.Kept;
import vn.lienthong.access.KeptResources;
import vn.lienthong.access.Revision;
import vn.lienthong.access.WriteRule.Beside;
import vn.lienthong.access.WriteRule.Lookup;
import vn.lienthong.access.WriteRule.Ruling;
import vn.lienthong.access.WriteRule.Stored;
import vn.lienthong.shared.BackgroundRun;
import vn.lienthong.shared.ResourceKey;

/** Looks for cases that nobody moves, and takes the next step about each. Any number of nodes may do so. */
@Component
class LateCases extends BackgroundRun {

    private static final Logger LOG = LoggerFactory.getLogger(LateCases.class);

    /** Each is a transaction of its own; after so many a node looks whether it is to end. */
    private static final int AT_ONCE = 50;

    /** One that cannot be dealt with must not keep the others waiting. */
    private static final Duration AGAIN = Duration.ofMinutes(10);

    private final KeptResources resources;
    private final ReferralCases cases;
    private final Escalation escalation;
    private final TransactionTemplate transaction;
    private final Clock clock;

    LateCases(
            KeptResources resources,
            ReferralCases cases,
            Escalation escalation,
            TransactionTemplate transaction,
            ReferralProperties properties,
            Clock clock) {
        super("late-cases", properties.rest());
        this.resources = resources;
        this.cases = cases;
        this.escalation = escalation;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Override
    protected boolean step() {
        try {
            var late = cases.late(clock.instant(), AT_ONCE);
            late.forEach(this::dealWith);
            return late.size() == AT_ONCE;
        } catch (RuntimeException e) {
            LOG.error("Late cases could not be looked for", e);
            return false;
        }
    }

    private void dealWith(String id) {
        try {
            transaction.executeWithoutResult(_ -> takeStep(new ResourceKey("Task", id)));
        } catch (RuntimeException e) {
            LOG.error("Nothing could be done about Task/{}, which is late", id, e);
            cases.postpone(id, clock.instant().plus(AGAIN));
        }
    }

    private void takeStep(ResourceKey key) {
        resources.lock(List.of(key));
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        // Another node, or somebody who moved it, may have been first.
        if (!cases.isLate(key.id(), now)) {
            return;
        }
        var kept = resources.find(List.of(key)).get(key);
        if (kept == null) {
            throw new IllegalStateException("A referral is never deleted");
        }
        var ruling = escalation
                .next(new ReferralTask(kept.json()), kept.custodian(), now, new Holding())
                .orElseThrow(() -> new IllegalStateException("What has a next step is not over"));
        write(kept, ruling);
    }

    private void write(Kept kept, Ruling ruling) {
        var formers = resources.find(ruling.beside().stream()
                .flatMap(beside -> beside.former().stream())
                .map(Stored::key)
                .toList());
        var revisions = new ArrayList<>(List.of(Revision.of(kept, ruling.resource())));
        for (var beside : ruling.beside()) {
            revisions.add(revision(kept, beside, formers));
        }
        resources.write(revisions);
        ruling.stored().accept(kept.patientKey().orElseThrow());
    }

    private static Revision revision(Kept kept, Beside beside, Map<ResourceKey, Kept> formers) {
        if (beside.former().isEmpty()) {
            return Revision.first(kept, beside.custodian(), beside.resource());
        }
        var former = formers.get(beside.former().get().key());
        if (former == null) {
            throw new IllegalStateException("What is locked does not go");
        }
        return Revision.of(former, beside.resource());
    }

    /** The exchange looks for itself. */
    private final class Holding implements Lookup {

        @Override
        public Map<ResourceKey, Stored> find(Collection<ResourceKey> keys) {
            var found = new HashMap<ResourceKey, Stored>();
            resources.find(keys).forEach((key, kept) -> found.put(key, stored(kept)));
            return found;
        }

        @Override
        public Optional<Stored> hold(ResourceKey key) {
            resources.lock(List.of(key));
            return Optional.ofNullable(find(List.of(key)).get(key));
        }

        @Override
        public Set<String> own() {
            return Set.of();
        }

        private Stored stored(Kept kept) {
            return new Stored(kept.key(), kept.json(), kept.custodian(), kept.patientKey());
        }
    }
}
