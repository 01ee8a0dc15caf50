package vn.lienthong.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import vn.lienthong.audit.AuditAgent;
import vn.lienthong.audit.AuditEntry;
import vn.lienthong.audit.AuditLog;
import vn.lienthong.audit.AuditOutcome;
import vn.lienthong.security.RefusedToken;
import vn.lienthong.shared.Interaction;
import vn.lienthong.shared.UuidV7;

/**
 * Puts refused tokens on record: of each kind of fault the first of a minute, with how many were refused since the entry
 * before it. So a guesser shows, and cannot fill the audit.
 */
@Component
class RefusedTokens {

    /** Long enough that a flood makes a few entries an hour and kind, short enough that each attack shows when it begins. */
    static final Duration PAUSE = Duration.ofMinutes(1);

    /** Nothing that an unverified token says of its bearer is repeated. */
    private static final AuditAgent NOBODY =
            new AuditAgent("unknown", "unknown", List.of(), Optional.empty(), Optional.empty(), "unknown");

    private record Told(Instant at, long since) {}

    private final AuditLog log;
    private final UuidV7 ids;
    private final Clock clock;
    private final Map<String, Told> told = new ConcurrentHashMap<>();

    RefusedTokens(AuditLog log, UuidV7 ids, Clock clock) {
        this.log = log;
        this.ids = ids;
        this.clock = clock;
    }

    @EventListener
    void refused(RefusedToken refused) {
        var others = othersToTell(refused.fault());
        if (others.isPresent()) {
            var entry = AuditEntry.of(Interaction.OPERATION, AuditOutcome.DENIED, NOBODY, "HOPERAT", ids.next())
                    .withLegalBasis("token %s, and %d others since the last entry of this kind"
                            .formatted(refused.fault(), others.getAsLong()))
                    .withQuery(refused.request());
            log.append(refused.networkAddress().map(entry::withNetworkAddress).orElse(entry));
        }
    }

    /** How many were passed over in silence until this one, if it is this one's turn to be told. */
    private OptionalLong othersToTell(String fault) {
        var now = clock.instant();
        var others = new long[] {-1};
        told.compute(fault, (_, last) -> {
            if (last != null && now.isBefore(last.at().plus(PAUSE))) {
                return new Told(last.at(), last.since() + 1);
            }
            others[0] = last == null ? 0 : last.since();
            return new Told(now, 0);
        });
        return others[0] < 0 ? OptionalLong.empty() : OptionalLong.of(others[0]);
    }
}
