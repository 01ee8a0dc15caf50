package vn.lienthong.bulk.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;
import vn.lienthong.access.BulkLevel;
import vn.lienthong.access.BulkSelection;
import vn.lienthong.bulk.ExportFile;
import vn.lienthong.bulk.ExportJob;
import vn.lienthong.bulk.JobOwner;
import vn.lienthong.security.PurposeOfUse;
import vn.lienthong.security.Role;
import vn.lienthong.shared.FacilityCode;
import vn.lienthong.shared.store.TestDatabase;

@DisplayName("Export jobs")
class PostgresExportJobsTest {

    private static final Instant NOW = Instant.parse("2026-11-25T01:02:03.456Z");

    private static final int SIZE = 100;

    private static final TestDatabase database = TestDatabase.create(4);
    private static final PostgresExportJobs jobs = new PostgresExportJobs(database.jdbc());
    private static final TransactionTemplate transactions = database.transactions();

    @AfterAll
    static void closeDatabase() {
        database.close();
    }

    @BeforeEach
    void forget() {
        jobs.forget(NOW.plus(Duration.ofDays(1)));
    }

    @Test
    @DisplayName("come back as they were added, until their time is over")
    void find() {
        var job = add(Optional.of(NOW.minusSeconds(60)), "Observation?status=final");

        assertThat(jobs.find(job.id(), NOW)).contains(job);
        assertThat(jobs.find(job.id(), job.expires())).isEmpty();
        assertThat(jobs.running("system", NOW)).isEqualTo(1);
        assertThat(jobs.running("another", NOW)).isZero();
        jobs.cancel(job.id());
        assertThat(jobs.find(job.id(), NOW)).isEmpty();
    }

    @Test
    @DisplayName("are worked on by one node, and go on elsewhere where that node's last whole step ended")
    void claim() {
        var job = add(Optional.empty());
        transactions.executeWithoutResult(_ -> step(Map.of("Patient", 3L), 7));
        transactions.executeWithoutResult(dying -> {
            step(Map.of("Patient", 2L), 9);
            assertThat(CompletableFuture.supplyAsync(() -> transactions.execute(_ -> jobs.claim(NOW)))
                            .join())
                    .isEmpty();
            dying.setRollbackOnly();
        });

        var claimed = Objects.requireNonNull(transactions.execute(_ -> jobs.claim(NOW)));
        assertThat(claimed).map(ExportJob::place).contains(7L);
        assertThat(jobs.files(job.id())).containsExactly(file("Patient", 1, 0, 7));
    }

    @Test
    @DisplayName("fill files up to their size and then begin another; gaps of a type cost nothing")
    void files() {
        var job = add(Optional.empty());
        step(Map.of("Observation", 60L, "Patient", 1L), 10);
        step(Map.of("Observation", 60L), 20);
        step(Map.of("Observation", 5L), 30);
        step(Map.of("Patient", 1L), 40);
        jobs.complete(job, Map.of("Group", 2L, "Observation", 1L), NOW.plusSeconds(9));

        assertThat(jobs.files(job.id()))
                .containsExactly(
                        new ExportFile(new ExportFile.Name("Group", 1), Optional.empty()),
                        file("Observation", 1, 0, 20),
                        file("Observation", 2, 20, 30),
                        new ExportFile(new ExportFile.Name("Observation", 3), Optional.empty()),
                        file("Patient", 1, 0, 40));
        assertThat(jobs.file(job.id(), new ExportFile.Name("Observation", 2))).contains(file("Observation", 2, 20, 30));
        assertThat(jobs.file(job.id(), new ExportFile.Name("Observation", 4))).isEmpty();
        assertThat(jobs.claim(NOW)).isEmpty();
        assertThat(jobs.find(job.id(), NOW).orElseThrow().state()).isEqualTo(ExportJob.State.COMPLETE);
    }

    @Test
    @DisplayName("fail after some failed steps, not after one")
    void failures() {
        var job = add(Optional.empty());
        jobs.stumbled(job.id(), 2, NOW);
        assertThat(jobs.find(job.id(), NOW).orElseThrow().state()).isEqualTo(ExportJob.State.RUNNING);
        jobs.stumbled(job.id(), 2, NOW);
        assertThat(jobs.find(job.id(), NOW).orElseThrow().state()).isEqualTo(ExportJob.State.FAILED);
    }

    private static void step(Map<String, Long> resources, long last) {
        jobs.surveyed(jobs.claim(NOW).orElseThrow(), resources, 1, last, SIZE, NOW);
    }

    private static ExportFile file(String type, int number, long after, long last) {
        return new ExportFile(new ExportFile.Name(type, number), Optional.of(new ExportFile.Range(after, last)));
    }

    private static ExportJob add(Optional<Instant> since, String... filters) {
        var owner = new JobOwner(
                "system",
                "facility-22021",
                Set.of(Role.FACILITY_SYSTEM),
                Optional.empty(),
                new FacilityCode("22021"),
                PurposeOfUse.TREAT,
                "facility-22021");
        var job = new ExportJob(
                UUID.randomUUID().toString(),
                owner,
                "http://localhost/fhir/$export",
                new BulkSelection(
                        BulkLevel.GROUP, List.of(3L, 9L), Set.of("Patient", "Observation"), since, List.of(filters)),
                NOW.minusSeconds(3),
                NOW,
                NOW.plusSeconds(60),
                ExportJob.State.RUNNING,
                12,
                0,
                0);
        jobs.add(job);
        return job;
    }
}
