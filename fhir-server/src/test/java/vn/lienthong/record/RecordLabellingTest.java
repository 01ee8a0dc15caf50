package vn.lienthong.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.support.TransactionTemplate;
import vn.lienthong.identity.PatientFacts;
import vn.lienthong.identity.Patients;
import vn.lienthong.record.Packing.Purpose;
import vn.lienthong.record.RecordStore.Columns;
import vn.lienthong.security.TestTokens;
import vn.lienthong.shared.ResourceKey;
import vn.lienthong.shared.store.TestDatabase;

/** Records and the background run, when value sets change. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "lienthong.base-url=http://localhost:8080",
            "lienthong.secret-key=only-for-tests-only-for-tests-only-for-tests",
            "lienthong.labels.rest=1s"
        })
@DisplayName("When value sets change, a record")
class RecordLabellingTest {

    private static final TestDatabase database = TestDatabase.create(4);
    private static final TestTokens tokens = TestTokens.start();
    private static final Instant THEN = Instant.parse("2026-01-02T03:04:05Z");

    private final RecordStore store;
    private final LabelStore labels;
    private final RecordLabelling labelling;
    private final ResourceReader reader;
    private final Packing packing;
    private final Patients patients;
    private final TransactionTemplate transaction;
    private final JdbcClient jdbc;
    private final SmartLifecycle run;

    RecordLabellingTest(
            @Autowired RecordStore store,
            @Autowired LabelStore labels,
            @Autowired RecordLabelling labelling,
            @Autowired ResourceReader reader,
            @Autowired Packing packing,
            @Autowired Patients patients,
            @Autowired TransactionTemplate transaction,
            @Autowired JdbcClient jdbc,
            @Autowired Map<String, SmartLifecycle> lifecycles) {
        this.store = store;
        this.labels = labels;
        this.labelling = labelling;
        this.reader = reader;
        this.packing = packing;
        this.patients = patients;
        this.transaction = transaction;
        this.jdbc = jdbc;
        run = java.util.Objects.requireNonNull(lifecycles.get("labelRun"));
    }

    @DynamicPropertySource
    static void environment(DynamicPropertyRegistry registry) {
        database.register(registry);
        tokens.register(registry);
    }

    @AfterAll
    static void close() {
        tokens.close();
        database.close();
    }

    @BeforeEach
    void nothing_runs_and_nothing_is_behind() {
        run.stop();
        jdbc.sql("UPDATE patient SET labelled = (SELECT version FROM label_rules)")
                .update();
    }

    @Test
    @DisplayName("has its current rows labelled in place, with what tells of them, and unlabelled when the set goes")
    void currentRows() {
        long patient = patient("current");
        var condition = write(patient, 1, json("Condition", "current-c", "X1", ""));
        var list = write(patient, 1, json("List", "current-l", "other", "Condition/current-c"));

        change("set", "X1");
        assertThat(label(patient)).isEqualTo(2);

        assertThat(row(condition).labels()).containsExactlyInAnyOrder("LOCAL", "R");
        assertThat(row(list).labels()).containsExactlyInAnyOrder("LOCAL", "R");
        assertThat(row(list).version()).isEqualTo(1);
        assertThat(row(list).lastUpdated()).isEqualTo(THEN);
        assertThat(body(row(list))).contains("\"versionId\":\"1\"", "\"LOCAL\"", BodyLabels.MARK);
        assertThat(label(patient)).as("once").isZero();

        transaction.executeWithoutResult(_ -> labels.remove("set"));
        assertThat(label(patient)).isEqualTo(2);
        assertThat(row(condition).labels()).isEmpty();
        assertThat(body(row(list))).doesNotContain("LOCAL", "security");
    }

    @Test
    @DisplayName("is labelled by what was committed, not by a change that was rolled back")
    void rolledBack() {
        long patient = patient("rolled");
        var condition = write(patient, 1, json("Condition", "rolled-c", "X8", ""));

        transaction.executeWithoutResult(status -> {
            change("set", "X7");
            label(patient);
            status.setRollbackOnly();
        });
        change("set", "X8");
        label(patient);

        assertThat(row(condition).labels()).containsExactlyInAnyOrder("LOCAL", "R");
        transaction.executeWithoutResult(_ -> labels.remove("set"));
    }

    @Test
    @DisplayName("has former versions and deletions labelled by what they told")
    void formerVersions() {
        long patient = patient("former");
        var key = write(patient, 1, json("Condition", "former-c", "X2", ""));
        write(patient, 2, json("Condition", "former-c", "other", ""));
        var gone = write(patient, 1, json("Condition", "former-d", "X2", ""));
        delete(gone);

        change("set", "X2");
        label(patient);

        assertThat(row(key).labels()).isEmpty();
        assertThat(store.findVersion(key, 1).orElseThrow().labels()).containsExactlyInAnyOrder("LOCAL", "R");
        assertThat(row(gone).deleted()).isTrue();
        assertThat(row(gone).labels()).containsExactlyInAnyOrder("LOCAL", "R");
    }

    @Test
    @DisplayName("whose labelling is cut off stays as it was and behind, and the run begins with it again")
    void cutOff() {
        var keys = new ArrayList<ResourceKey>();
        for (int i = 0; i < 3; i++) {
            keys.add(write(patient("cut-" + i), 1, json("Condition", "cut-c" + i, "X3", "")));
        }
        change("set", "X3");
        long first = labels.behind(Set.of()).orElseThrow();
        transaction.executeWithoutResult(status -> {
            labelling.label(first);
            status.setRollbackOnly();
        });
        assertThat(labels.behind(Set.of())).contains(first);
        assertThat(keys).allSatisfy(key -> assertThat(row(key).labels()).isEmpty());
        label(first);
        assertThat(labels.behind(Set.of())).isPresent().isNotEqualTo(Optional.of(first));

        run.start();
        await(() -> labels.countBehind() == 0);
        assertThat(keys).allSatisfy(key -> assertThat(row(key).labels()).contains("LOCAL"));
        assertThat(jdbc.sql("SELECT changed FROM label_run ORDER BY version DESC LIMIT 1")
                        .query(Long.class)
                        .single())
                .isEqualTo(2);
    }

    @Test
    @DisplayName("that cannot be labelled keeps no other waiting, and is labelled once it can be")
    void unlabellable() {
        var first = write(patient("broken"), 1, json("Condition", "broken-c", "X5", ""));
        var second = write(patient("whole"), 1, json("Condition", "whole-c", "X5", ""));
        var body = row(first).requireBody().bytes();
        setBody(first, new byte[] {1});
        change("set", "X5");

        run.start();
        await(() -> row(second).labels().contains("LOCAL"));
        await(() -> labels.countBehind() == 1);
        assertThat(jdbc.sql("SELECT count(*) FROM label_run WHERE version = :version AND finished IS NOT NULL")
                        .param("version", version())
                        .query(Long.class)
                        .single())
                .as("the pass has not ended")
                .isZero();

        setBody(first, body);
        await(() -> labels.countBehind() == 0);
        assertThat(row(first).labels()).contains("LOCAL");
    }

    private void setBody(ResourceKey key, byte[] body) {
        jdbc.sql("UPDATE patient_record SET body = :body WHERE type = :type AND id = :id")
                .param("body", body)
                .param("type", key.type())
                .param("id", key.id())
                .update();
    }

    @Test
    @DisplayName("is never written by rules that changed before the write ends: the change waits")
    void changeWaits() {
        var written = new CompletableFuture<Void>();
        var holds = new CompletableFuture<Long>();
        var writer = CompletableFuture.runAsync(() -> transaction.executeWithoutResult(_ -> {
            holds.complete(labels.hold());
            written.join();
        }));
        long before = holds.join();
        var changer = CompletableFuture.runAsync(() -> change("set", "X4"));
        await(() -> jdbc.sql("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")
                        .query(Long.class)
                        .single()
                > 0);
        assertThat(version()).isEqualTo(before);
        written.complete(null);
        writer.orTimeout(30, TimeUnit.SECONDS).join();
        changer.orTimeout(30, TimeUnit.SECONDS).join();
        assertThat(version()).isEqualTo(before + 1);
    }

    @Test
    @DisplayName("is labelled in the background by one node at a time")
    void oneNode() {
        transaction.executeWithoutResult(_ -> {
            assertThat(labels.tryRun()).isTrue();
            boolean other = CompletableFuture.supplyAsync(
                            () -> Boolean.TRUE.equals(transaction.execute(_ -> labels.tryRun())))
                    .join();
            assertThat(other).isFalse();
        });
    }

    @Test
    @DisplayName("that is new is not behind, and sets of an older release do not replace newer ones")
    void newAndOld() {
        long patient = patient("new");
        assertThat(labels.isBehind(patient, version())).isFalse();
        boolean shipped = Boolean.TRUE.equals(transaction.execute(_ -> labels.ship(0, Map.of())));
        assertThat(shipped).isFalse();
        assertThat(labels.valueSets()).containsKey("shipped/sensitive-hiv");
    }

    private long version() {
        return jdbc.sql("SELECT version FROM label_rules").query(Long.class).single();
    }

    private void change(String id, String code) {
        var set = """
                {"resourceType":"ValueSet","status":"active","url":"urn:%s","extension":[{
                 "url":"https://lienthong.vn/fhir/StructureDefinition/security-label",
                 "valueCoding":{"system":"urn:labels","code":"LOCAL"}}],
                 "compose":{"include":[{"system":"urn:local","concept":[{"code":"%s"}]}]}}""".formatted(id, code);
        transaction.executeWithoutResult(_ -> labels.put(id, set.getBytes(StandardCharsets.UTF_8)));
    }

    private int label(long patient) {
        return java.util.Objects.requireNonNull(transaction.execute(_ -> labelling.label(patient)));
    }

    private long patient(String id) {
        return java.util.Objects.requireNonNull(
                transaction.execute(_ -> patients.register(id, "22021", PatientFacts.NONE)));
    }

    private RecordRow row(ResourceKey key) {
        return store.find(key, Columns.BODY).orElseThrow();
    }

    private String body(RecordRow row) {
        return new String(packing.unpack(row.requireBody()), StandardCharsets.UTF_8);
    }

    private static String json(String type, String id, String code, String reference) {
        var told = reference.isEmpty()
                ? "\"subject\":{\"reference\":\"Patient/x\"}"
                : "\"status\":\"current\",\"mode\":\"working\",\"entry\":[{\"item\":{\"reference\":\"%s\"}}]"
                        .formatted(reference);
        return """
                {"resourceType":"%s","id":"%s","code":{"coding":[{"system":"urn:local","code":"%s"}]},%s}""".formatted(type, id, code, told);
    }

    /** As before there were labels: none are set here. */
    private ResourceKey write(long patient, int version, String text) {
        try {
            var json = ResourceJson.parse(text.getBytes(StandardCharsets.UTF_8), UnaryOperator.identity());
            var key = new ResourceKey(String.valueOf(json.type()), String.valueOf(json.id()));
            var body = json.canonical(key.type(), key.id(), version, THEN, "urn:22021");
            var row = new RecordRow(
                    new Home.OfPatient(patient),
                    key,
                    version,
                    "22021",
                    THEN,
                    null,
                    null,
                    Set.of(),
                    false,
                    packing.pack(
                            Purpose.SEARCH, reader.read(key.type(), body, "").search()),
                    packing.pack(Purpose.BODY, body));
            put(row);
            return key;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void delete(ResourceKey key) {
        var row = row(key);
        put(new RecordRow(
                row.home(), key, 2, "22021", THEN, null, null, row.labels(), true, Packed.EMPTY, Packed.EMPTY));
    }

    private void put(RecordRow row) {
        transaction.executeWithoutResult(_ -> {
            var former = Optional.ofNullable(store.lock(List.of(row.key())).get(row.key()));
            store.write(List.of(new Change(row, new long[0], false, former)));
        });
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("gave up waiting").isLessThan(end);
            Thread.onSpinWait();
        }
    }
}
