package vn.lienthong.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
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
import vn.lienthong.search.AddedParameters;
import vn.lienthong.search.SearchParameter;
import vn.lienthong.search.SearchValue;
import vn.lienthong.search.SearchValuesView;
import vn.lienthong.security.TestTokens;
import vn.lienthong.shared.ResourceKey;
import vn.lienthong.shared.store.TestDatabase;

/** Stored rows and the background run, when the operator adds search parameters. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "lienthong.base-url=http://localhost:8080",
            "lienthong.secret-key=only-for-tests-only-for-tests-only-for-tests",
            "lienthong.index.rest=1s"
        })
@DisplayName("When search parameters are added, rows")
class ReindexingTest {

    private static final TestDatabase database = TestDatabase.create(4);
    private static final TestTokens tokens = TestTokens.start();
    private static final Instant THEN = Instant.parse("2026-01-02T03:04:05Z");

    private final RecordStore records;
    private final AddedStore store;
    private final StoredParameters parameters;
    private final Reindexing reindexing;
    private final ResourceReader reader;
    private final Packing packing;
    private final Patients patients;
    private final TransactionTemplate transaction;
    private final JdbcClient jdbc;
    private final SmartLifecycle run;

    ReindexingTest(
            @Autowired RecordStore records,
            @Autowired AddedStore store,
            @Autowired StoredParameters parameters,
            @Autowired Reindexing reindexing,
            @Autowired ResourceReader reader,
            @Autowired Packing packing,
            @Autowired Patients patients,
            @Autowired TransactionTemplate transaction,
            @Autowired JdbcClient jdbc,
            @Autowired Map<String, SmartLifecycle> lifecycles) {
        this.records = records;
        this.store = store;
        this.parameters = parameters;
        this.reindexing = reindexing;
        this.reader = reader;
        this.packing = packing;
        this.patients = patients;
        this.transaction = transaction;
        this.jdbc = jdbc;
        run = Objects.requireNonNull(lifecycles.get("indexRun"));
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
    void nothing_runs_and_nothing_is_added() {
        run.stop();
        transaction.executeWithoutResult(_ -> {
            for (var id : jdbc.sql("SELECT DISTINCT id FROM added_parameter")
                    .query(String.class)
                    .list()) {
                parameters.forget(Objects.requireNonNull(id));
            }
        });
        jdbc.sql("DELETE FROM index_run").update();
        parameters.fresh();
    }

    @Test
    @DisplayName("are indexed in the background, and the run goes on where it was")
    void resumes() {
        var keys = new ArrayList<ResourceKey>();
        for (int i = 0; i < 7; i++) {
            keys.add(write(patient("resumes-" + i), "resumes-" + i, "ward-" + i));
        }
        var parameter = add("resumes", "note", "Observation.note.text");

        int first = Objects.requireNonNull(transaction.execute(_ -> {
            var rows = store.next(3, 100).orElseThrow();
            int changed = reindexing.index(rows);
            store.ran(rows.size(), changed);
            return changed;
        }));
        assertThat(first).isBetween(0, 3);
        long behind = store.countBehind();
        assertThat(behind).isPositive();
        transaction.executeWithoutResult(status -> {
            assertThat(store.next(3, 100)).isPresent();
            status.setRollbackOnly();
        });
        assertThat(store.countBehind()).as("as before what was cut off").isEqualTo(behind);

        run.start();
        awaitFinished();
        run.stop();
        for (int i = 0; i < keys.size(); i++) {
            assertThat(values(keys.get(i), parameter)).containsExactly(new SearchValue.Text("ward-" + i));
        }
        assertThat(store.countBehind()).isZero();
    }

    @Test
    @DisplayName("are indexed when they are looked at, once, and keep all other values")
    void onDemand() {
        var key = write(patient("demand"), "demand", "ward");
        var before = row(key);
        var parameter = add("demand", "note", "Observation.note.text");

        var indexed = reindexing.upToDate(List.of(before), List.of(parameter));
        assertThat(values(key, parameter)).containsExactly(new SearchValue.Text("ward"));
        assertThat(packing.unpack(indexed.getFirst().requireSearch()))
                .isEqualTo(packing.unpack(row(key).requireSearch()));
        var again = row(key);
        assertThat(reindexing.upToDate(List.of(again), List.of(parameter)).getFirst())
                .as("nothing is left to do")
                .isSameAs(again);
        assertThat(row(key).version()).isEqualTo(before.version());
    }

    @Test
    @DisplayName("that somebody writes at this moment are left to them")
    void busy() {
        var key = write(patient("busy"), "busy", "ward");
        var parameter = add("busy", "note", "Observation.note.text");
        transaction.executeWithoutResult(_ -> {
            records.lock(List.of(key));
            jdbc.sql("SELECT 1 FROM patient_record WHERE id = 'busy' FOR UPDATE")
                    .query(Integer.class)
                    .single();
            var indexed = java.util.concurrent.CompletableFuture.supplyAsync(
                            () -> reindexing.upToDate(List.of(row(key)), List.of(parameter)))
                    .orTimeout(30, java.util.concurrent.TimeUnit.SECONDS)
                    .join();
            assertThat(values(indexed.getFirst(), parameter)).hasSize(1);
        });
        assertThat(values(key, parameter)).isEmpty();
    }

    @Test
    @DisplayName("of a parameter that means something else get other values")
    void changed() {
        var key = write(patient("changed"), "changed", "ward");
        var first = add("changed", "note", "Observation.note.text");
        reindexing.upToDate(List.of(row(key)), List.of(first));
        var second = add("changed", "note", "Observation.status");
        assertThat(second.ordinal()).isNotEqualTo(first.ordinal());
        assertThat(second.since()).isGreaterThan(first.since());
        reindexing.upToDate(List.of(row(key)), List.of(second));
        assertThat(values(key, second)).containsExactly(new SearchValue.Text("final"));
        assertThat(values(key, first)).isEmpty();
    }

    private SearchParameter add(String id, String code, String expression) {
        var json = """
                {"resourceType":"SearchParameter","status":"active","code":"x-%s","base":["Observation"],
                 "type":"string","expression":"%s"}""".formatted(code, expression);
        transaction.executeWithoutResult(_ -> parameters.take(id, json.getBytes(StandardCharsets.UTF_8), ""));
        return parameters.fresh().find("Observation", "x-" + code).orElseThrow();
    }

    private void awaitFinished() {
        long end = System.nanoTime() + 60_000_000_000L;
        while (jdbc.sql("SELECT count(*) FROM index_run WHERE finished IS NOT NULL")
                        .query(Long.class)
                        .single()
                == 0) {
            assertThat(System.nanoTime()).as("gave up waiting").isLessThan(end);
            Thread.onSpinWait();
        }
    }

    private List<SearchValue> values(ResourceKey key, SearchParameter parameter) {
        return values(row(key), parameter);
    }

    private List<SearchValue> values(RecordRow row, SearchParameter parameter) {
        var view = new SearchValuesView(packing.unpack(row.requireSearch()));
        return view.values(parameter);
    }

    private RecordRow row(ResourceKey key) {
        return records.find(key, Columns.ALL).orElseThrow();
    }

    private long patient(String id) {
        return Objects.requireNonNull(transaction.execute(_ -> patients.register(id, "22021", PatientFacts.NONE)));
    }

    /** As before anything was added. */
    private ResourceKey write(long patient, String id, String note) {
        try {
            var text = """
                    {"resourceType":"Observation","id":"%s","status":"final","code":{"text":"x"},
                     "note":[{"text":"%s"}]}""".formatted(id, note);
            var json = ResourceJson.parse(text.getBytes(StandardCharsets.UTF_8), UnaryOperator.identity());
            var key = new ResourceKey("Observation", id);
            var body = json.canonical(key.type(), key.id(), 1, THEN, "urn:22021");
            assertThat(parameters.current().ofType("Observation")).isEmpty();
            var search = reader.read(key.type(), body, "").search();
            assertThat(new SearchValuesView(search).addedVersion()).isLessThan(AddedParameters.VERSION_ORDINAL);
            var row = new RecordRow(
                    new Home.OfPatient(patient),
                    key,
                    1,
                    "22021",
                    THEN,
                    null,
                    null,
                    Set.of(),
                    false,
                    packing.pack(Purpose.SEARCH, search),
                    packing.pack(Purpose.BODY, body));
            transaction.executeWithoutResult(
                    _ -> records.write(List.of(new Change(row, new long[0], false, Optional.empty()))));
            return key;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
