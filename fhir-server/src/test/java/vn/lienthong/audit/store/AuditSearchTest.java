package vn.lienthong.audit.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import vn.lienthong.audit.AuditEntry;
import vn.lienthong.audit.AuditId;
import vn.lienthong.audit.AuditLog;
import vn.lienthong.audit.AuditOutcome;
import vn.lienthong.audit.AuditPage;
import vn.lienthong.audit.AuditQuery;
import vn.lienthong.audit.AuditRow;
import vn.lienthong.audit.SampleEntries;
import vn.lienthong.shared.ExchangeProperties;
import vn.lienthong.shared.FacilityCode;
import vn.lienthong.shared.Interaction;
import vn.lienthong.shared.store.TestDatabase;

@DisplayName("A search in the audit record")
class AuditSearchTest {

    private static final ExchangeProperties NODE =
            new ExchangeProperties(URI.create("http://node-1.example:8080"), "a secret of more than thirty-two bytes");

    private final TestDatabase database = TestDatabase.create(4);
    private final AuditLog log = new PostgresAuditLog(database.jdbc(), NODE);

    @AfterEach
    void closeDatabase() {
        database.close();
    }

    @Test
    @DisplayName("returns an entry as it was appended, with node, time and hash")
    void roundTrip() {
        AuditId id = log.append(SampleEntries.search());

        AuditRow row = log.find(id).orElseThrow();

        assertThat(row.id()).isEqualTo(id);
        assertThat(row.entry()).isEqualTo(SampleEntries.search());
        assertThat(row.node()).isEqualTo("node-1.example:8080");
        assertThat(row.hash()).matches("[0-9a-f]{64}");
    }

    @Test
    @DisplayName("returns an entry without particulars as it was appended")
    void emptyEntry() {
        AuditEntry bare =
                AuditEntry.of(Interaction.BATCH, AuditOutcome.FAILURE, SampleEntries.SYSTEM, "TREAT", "request-1");

        assertThat(log.find(log.append(bare)).orElseThrow().entry()).isEqualTo(bare);
    }

    @Test
    @DisplayName("finds an entry whose query holds a NUL and is longer than it may be")
    void unstorableText() {
        AuditEntry bad = SampleEntries.search().withQuery("a\0b" + "c".repeat(5_000));

        String kept = log.find(log.append(bad)).orElseThrow().entry().query().orElseThrow();

        assertThat(kept).startsWith("abc").endsWith("c…").hasSize(2_001);
    }

    @Test
    @DisplayName("finds what concerns any of the patients, newest first")
    void byPatient() {
        AuditId both = log.append(SampleEntries.search());
        AuditId other = log.append(SampleEntries.create());
        log.append(SampleEntries.search().withPatients(List.of()));

        assertThat(ids(AuditQuery.all(10).ofPatients(Set.of(102L)))).containsExactly(both);
        assertThat(ids(AuditQuery.all(10).ofPatients(Set.of(102L, 103L)))).containsExactly(other, both);
        assertThat(ids(AuditQuery.all(10).ofPatients(Set.of(999L)))).isEmpty();
    }

    @Test
    @DisplayName("applies user, facility, interaction, outcome and dates together")
    void filters() {
        AuditId search = log.append(SampleEntries.search());
        AuditId create = log.append(SampleEntries.create());
        AuditId denied = log.append(SampleEntries.search().withOutcome(AuditOutcome.DENIED));
        Instant second = log.find(create).orElseThrow().recorded();
        AuditQuery all = AuditQuery.all(10);

        assertThat(ids(all.byUser(SampleEntries.CLINICIAN.userId()))).containsExactly(denied, search);
        assertThat(ids(all.byFacility(new FacilityCode("22001")))).containsExactly(create);
        assertThat(ids(all.by(Set.of(Interaction.SEARCH, Interaction.READ)))).containsExactly(denied, search);
        assertThat(ids(all.ending(AuditOutcome.DENIED))).containsExactly(denied);
        assertThat(ids(all.between(Optional.of(second), Optional.empty()))).containsExactly(denied, create);
        assertThat(ids(all.between(Optional.empty(), Optional.of(second)))).containsExactly(search);
        assertThat(ids(all.ofPatients(Set.of(101L)).ending(AuditOutcome.DENIED).byFacility(new FacilityCode("22001"))))
                .isEmpty();
    }

    @Test
    @DisplayName("hands out every row exactly once over its pages")
    void pages() {
        for (int i = 0; i < 23; i++) {
            log.append(SampleEntries.search());
        }

        List<AuditRow> seen = new ArrayList<>();
        AuditPage page = log.search(AuditQuery.all(10));
        seen.addAll(page.rows());
        while (page.next().isPresent()) {
            page = log.search(AuditQuery.all(10).after(page.next().get()));
            seen.addAll(page.rows());
        }

        assertThat(seen).hasSize(23).extracting(AuditRow::id).doesNotHaveDuplicates();
        assertThat(seen).extracting(AuditRow::recorded).isSortedAccordingTo((a, b) -> b.compareTo(a));
    }

    @Test
    @DisplayName("takes a patient's rows by their index, however old they are")
    void plan() {
        AuditSelection selection = AuditSelection.of(AuditQuery.all(50).ofPatients(Set.of(101L)));

        String plan = database.transactions().execute(transaction -> {
            database.jdbc().sql("SET LOCAL enable_seqscan = off").update();
            return String.join(
                    "\n",
                    database.jdbc()
                            .sql("EXPLAIN " + selection.sql())
                            .params(selection.params())
                            .query(String.class)
                            .list());
        });

        assertThat(plan).contains("audit_event_patient").doesNotContain("audit_event_recorded");
    }

    @Test
    @DisplayName("needs less than 600 bytes of table for a search in two registrations")
    void size() {
        database.transactions().executeWithoutResult(transaction -> {
            for (int i = 0; i < 2_000; i++) {
                log.append(SampleEntries.search());
            }
        });

        long bytes = database.jdbc()
                .sql("SELECT pg_relation_size('audit_event')")
                .query(Long.class)
                .single();

        assertThat(bytes / 2_000).isLessThan(600);
    }

    private List<AuditId> ids(AuditQuery query) {
        return log.search(query).rows().stream().map(AuditRow::id).toList();
    }
}
