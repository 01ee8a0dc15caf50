package vn.lienthong.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import vn.lienthong.audit.AuditEntry;
import vn.lienthong.audit.AuditId;
import vn.lienthong.audit.AuditLog;
import vn.lienthong.audit.AuditOutcome;
import vn.lienthong.audit.AuditPage;
import vn.lienthong.audit.AuditQuery;
import vn.lienthong.audit.AuditRow;
import vn.lienthong.audit.ChainReport;
import vn.lienthong.security.RefusedToken;
import vn.lienthong.shared.UuidV7;

@DisplayName("Refused tokens")
class RefusedTokensTest {

    private Instant now = Instant.parse("2026-11-25T08:00:00Z");
    private final Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);
    private final List<AuditEntry> entries = new ArrayList<>();
    private final RefusedTokens tokens = new RefusedTokens(new Kept(), new UuidV7(clock), clock);

    @Test
    @DisplayName("are on record with the reason and the address, and nobody's name")
    void onRecord() {
        tokens.refused(refused("EXPIRED"));

        assertThat(entries).singleElement().satisfies(entry -> {
            assertThat(entry.outcome()).isEqualTo(AuditOutcome.DENIED);
            assertThat(entry.agent().userId()).isEqualTo("unknown");
            assertThat(entry.networkAddress()).contains("10.0.0.7");
            assertThat(entry.query()).contains("GET /fhir/Patient/1");
            assertThat(entry.legalBasis()).contains("token EXPIRED, and 0 others since the last entry of this kind");
        });
    }

    @Test
    @DisplayName("of one kind are told once a minute, with how many others there were")
    void bounded() {
        for (int i = 0; i < 1000; i++) {
            tokens.refused(refused("SIGNATURE"));
            tokens.refused(refused("EXPIRED"));
        }
        assertThat(entries).hasSize(2);

        now = now.plus(RefusedTokens.PAUSE);
        tokens.refused(refused("SIGNATURE"));
        tokens.refused(refused("SIGNATURE"));

        assertThat(entries).hasSize(3);
        assertThat(entries.getLast().legalBasis())
                .contains("token SIGNATURE, and 999 others since the last entry of this kind");
    }

    private static RefusedToken refused(String fault) {
        return new RefusedToken(fault, "GET /fhir/Patient/1", Optional.of("10.0.0.7"));
    }

    private final class Kept implements AuditLog {

        @Override
        public AuditId append(AuditEntry entry) {
            entries.add(entry);
            return new AuditId(0, entries.size());
        }

        @Override
        public AuditPage search(AuditQuery query) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<AuditRow> find(AuditId id) {
            return Optional.empty();
        }

        @Override
        public ChainReport verifyChain(AuditId after, int most) {
            throw new UnsupportedOperationException();
        }
    }
}
