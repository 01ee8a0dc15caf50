package vn.lienthong.record.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vn.lienthong.record.store.StoreUnderTest.body;
import static vn.lienthong.record.store.StoreUnderTest.deletion;
import static vn.lienthong.record.store.StoreUnderTest.home;
import static vn.lienthong.record.store.StoreUnderTest.row;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.dao.DuplicateKeyException;
import vn.lienthong.record.Change;
import vn.lienthong.record.Home;
import vn.lienthong.record.RecordRow;
import vn.lienthong.record.RecordStore.Columns;
import vn.lienthong.record.RecordStore.PersonRows;
import vn.lienthong.record.RecordStore.Version;
import vn.lienthong.shared.ResourceKey;
import vn.lienthong.shared.store.TestDatabase;

@DisplayName("The record store")
class PostgresRecordStoreTest {

    private static final StoreUnderTest records = new StoreUnderTest();
    private static final PostgresRecordStore store = records.store;

    static List<Home> homes() {
        return List.of(home(4_711), new Home.Shared(true), new Home.Shared(false));
    }

    @AfterAll
    static void closeDatabase() {
        records.close();
    }

    @ParameterizedTest
    @MethodSource("homes")
    @DisplayName("gives back a row with everything that was stored")
    void create(Home home) {
        var first = row(home, records.newKey("Observation"), 1, "one");
        records.write(first);

        var found = records.find(first.key()).orElseThrow();

        assertThat(found).usingRecursiveComparison().isEqualTo(first);
        assertThat(store.find(first.key(), Columns.PLAIN).orElseThrow())
                .usingRecursiveComparison()
                .ignoringFields("search", "body")
                .isEqualTo(first);
        assertThat(store.find(first.key(), Columns.PLAIN).orElseThrow().body()).isNull();
        assertThat(store.find(first.key(), Columns.SEARCH).orElseThrow().search())
                .isNotNull();
    }

    @ParameterizedTest
    @MethodSource("homes")
    @DisplayName("stores the current version once, and each former one once")
    void storedOnce(Home home) {
        var key = records.newKey("Observation");
        boolean shared = home instanceof Home.Shared;
        var current = shared ? "shared_resource" : "patient_record";
        var former = shared ? "shared_version" : "record_version";

        for (int version = 1; version <= 3; version++) {
            records.write(row(home, key, version, "v" + version));
            assertThat(records.rows(current, key)).isEqualTo(1);
            assertThat(records.rows(former, key)).isEqualTo(version - 1);
        }
        records.write(deletion(records.find(key).orElseThrow()));
        assertThat(records.rows(current, key)).isZero();
        assertThat(records.rows(former, key)).isEqualTo(4);
        assertThat(records.rows("resource_location", key)).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("homes")
    @DisplayName("finds the newest version through update, deletion and creation anew")
    void lifeOfAnId(Home home) {
        var key = records.newKey("Observation");
        records.write(row(home, key, 1, "one"));
        records.write(row(home, key, 2, "two"));
        assertThat(records.find(key))
                .hasValueSatisfying(found -> assertThat(body(found)).isEqualTo("two"));

        records.write(deletion(row(home, key, 2, "two")));
        assertThat(records.find(key)).hasValueSatisfying(found -> {
            assertThat(found.deleted()).isTrue();
            assertThat(found.version()).isEqualTo(3);
            assertThat(found.home()).isEqualTo(home);
        });

        records.write(row(home, key, 4, "four"));
        assertThat(records.find(key)).hasValueSatisfying(found -> {
            assertThat(found.deleted()).isFalse();
            assertThat(body(found)).isEqualTo("four");
        });
        records.write(row(home, key, 5, "five"));
        assertThat(records.find(key))
                .hasValueSatisfying(found -> assertThat(body(found)).isEqualTo("five"));
    }

    @ParameterizedTest
    @MethodSource("homes")
    @DisplayName("keeps every version, deletions too, newest first")
    void versions(Home home) {
        var key = records.newKey("Observation");
        records.write(row(home, key, 1, "one"));
        records.write(deletion(row(home, key, 1, "one")));
        records.write(row(home, key, 3, "three"));

        var versions = store.versions(key).stream().map(Version::row).toList();
        assertThat(versions).extracting(RecordRow::version).containsExactly(3, 2, 1);
        assertThat(versions).extracting(RecordRow::deleted).containsExactly(false, true, false);
        assertThat(versions).extracting(RecordRow::body).containsOnlyNulls();
        assertThat(store.withBodies(versions)).extracting(StoreUnderTest::body).containsExactly("three", "", "one");
        assertThat(body(store.findVersion(key, 1).orElseThrow())).isEqualTo("one");
        assertThat(store.findVersion(key, 2).orElseThrow().deleted()).isTrue();
        assertThat(body(store.findVersion(key, 3).orElseThrow())).isEqualTo("three");
        assertThat(store.findVersion(key, 4)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("homes")
    @DisplayName("remembers which version was made by POST, when it is no longer current too")
    void posted(Home home) {
        var key = records.newKey("Observation");
        var first = row(home, key, 1, "one");
        records.transactions.executeWithoutResult(
                _ -> store.write(List.of(new Change(first, new long[0], true, Optional.empty()))));
        assertThat(store.versions(key)).extracting(Version::posted).containsExactly(true);

        records.write(row(home, key, 2, "two"));
        records.write(deletion(row(home, key, 2, "two")));

        assertThat(store.versions(key)).extracting(Version::posted).containsExactly(false, false, true);
    }

    @Test
    @DisplayName("knows nothing of an id that was never given")
    void unknown() {
        var key = new ResourceKey("Observation", "never");

        assertThat(records.find(key)).isEmpty();
        assertThat(store.versions(key)).isEmpty();
        assertThat(store.findVersion(key, 1)).isEmpty();
        assertThat(store.findAll(List.of(), Columns.ALL)).isEmpty();
        assertThat(store.withBodies(List.of())).isEmpty();
        assertThat(store.lock(List.of(key))).isEmpty();
    }

    @Test
    @DisplayName("finds many at once, wherever they are")
    void findAll() {
        var ofPatient = row(home(9), records.newKey("Condition"), 1, "of a patient");
        var shared = row(new Home.Shared(true), records.newKey("Organization"), 1, "shared");
        var gone = row(home(9), records.newKey("Condition"), 1, "gone");
        List.of(ofPatient, shared, gone, deletion(gone)).forEach(records::write);

        var found = store.findAll(
                List.of(ofPatient.key(), shared.key(), gone.key(), new ResourceKey("Condition", "never")),
                Columns.BODY);

        assertThat(found).containsOnlyKeys(ofPatient.key(), shared.key(), gone.key());
        assertThat(body(Objects.requireNonNull(found.get(ofPatient.key())))).isEqualTo("of a patient");
        assertThat(body(Objects.requireNonNull(found.get(shared.key())))).isEqualTo("shared");
        assertThat(Objects.requireNonNull(found.get(gone.key())).deleted()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("homes")
    @DisplayName("opens the bodies of exactly the versions that were decided on, whatever happened since")
    void bodiesOfReplaced(Home home) {
        var replaced = records.newKey("Observation");
        var deleted = records.newKey("Observation");
        var untouched = records.newKey("Observation");
        for (var key : List.of(replaced, deleted, untouched)) {
            records.write(row(home, key, 1, "first of " + key));
        }
        var decided = List.copyOf(store.findAll(List.of(replaced, deleted, untouched), Columns.PLAIN)
                .values());

        records.write(row(home, replaced, 2, "second"));
        records.write(deletion(row(home, deleted, 1, "")));

        assertThat(store.withBodies(decided))
                .hasSize(3)
                .allSatisfy(row -> assertThat(body(row)).isEqualTo("first of " + row.key()));
    }

    @Test
    @DisplayName("reads a person's rows of all registrations and of the types asked for")
    void rowsOf() {
        long person = records.newPerson();
        var one = row(home(101), records.newKey("Observation"), 1, "one");
        var other = row(home(102), records.newKey("Condition"), 1, "other");
        var stranger = row(home(103), records.newKey("Condition"), 1, "stranger");
        List.of(one, other, stranger).forEach(records::write);

        assertThat(store.rowsOf(person, List.of(101L, 102L), List.of(), Columns.BODY)
                        .rows())
                .extracting(StoreUnderTest::body)
                .containsExactlyInAnyOrder("one", "other");
        assertThat(store.rowsOf(person, List.of(101L, 102L), List.of("Condition", "Encounter"), Columns.PLAIN)
                        .rows())
                .extracting(RecordRow::key)
                .containsExactly(other.key());
    }

    @Test
    @DisplayName("reads the rows of several persons at once, each with the version of the person's policy")
    void rowsOfPersons() {
        long one = records.newPerson();
        long other = records.newPerson();
        var row = row(home(records.newPatient(one)), records.newKey("Consent"), 1, "one");
        records.write(row);
        records.write(row(home(records.newPatient(one)), records.newKey("Condition"), 1, "of another type"));
        records.newPatient(other);

        var found = store.rowsOf(List.of(one, other, -7L), List.of("Consent"), Columns.BODY);

        assertThat(found).containsOnlyKeys(one, other);
        assertThat(found)
                .hasEntrySatisfying(
                        one,
                        rows -> assertThat(rows.rows())
                                .extracting(StoreUnderTest::body)
                                .containsExactly("one"))
                .containsEntry(other, new PersonRows(0, List.of()));
    }

    @Test
    @DisplayName("tells the version of a person's policy even where there is no row")
    void policyVersion() {
        long person = records.newPerson();
        records.jdbc
                .sql("UPDATE person SET policy_version = 42 WHERE person_key = :key")
                .param("key", person)
                .update();

        assertThat(store.rowsOf(person, List.of(201L), List.of(), Columns.PLAIN))
                .isEqualTo(new PersonRows(42, List.of()));
        assertThat(store.rowsOf(person, List.of(), List.of("Consent"), Columns.ALL))
                .isEqualTo(new PersonRows(42, List.of()));
        assertThat(store.rowsOf(-7, List.of(201L), List.of(), Columns.PLAIN).policyVersion())
                .as("a version that no person has")
                .isNegative();
    }

    @Test
    @DisplayName("finds shared rows by tokens, one of each group, and never those of a patient")
    void sharedByToken() {
        var type = "HealthcareService";
        var one = row(new Home.Shared(true), records.newKey(type), 1, "one");
        var other = row(new Home.Shared(true), records.newKey(type), 1, "other");
        records.write(one, 1, 2, 3);
        records.write(other, 3, 4);
        records.write(row(home(301), records.newKey(type), 1, "of a patient"), 3);

        assertThat(shared(type, new long[] {3})).containsExactlyInAnyOrder(one.key(), other.key());
        assertThat(shared(type, new long[] {3}, new long[] {1, 9})).containsExactly(one.key());
        assertThat(shared(type, new long[] {9})).isEmpty();
        assertThat(shared(type)).hasSize(2);
        assertThat(store.shared(type, List.of(), 1, Columns.PLAIN)).hasSize(1);
    }

    @Test
    @DisplayName("finds a custodian's own rows by tokens, in all records and nobody else's")
    void ofCustodian() {
        var own = row(home(401), records.newKey("Specimen"), 1, "own");
        records.write(own, 77);
        records.write(row(home(402), records.newKey("Specimen"), 1, "other token"), 78);

        assertThat(store.ofCustodian("22021", "Specimen", List.of(new long[] {77}), 10, Columns.PLAIN))
                .extracting(RecordRow::key)
                .containsExactly(own.key());
        assertThat(store.ofCustodian("22001", "Specimen", List.of(new long[] {77}), 10, Columns.PLAIN))
                .isEmpty();
    }

    @Test
    @DisplayName("forgets the tokens of a version that was replaced")
    void tokensOfFormer() {
        var type = "Location";
        var key = records.newKey(type);
        records.write(row(new Home.Shared(true), key, 1, "one"), 501);
        records.write(row(new Home.Shared(true), key, 2, "two"), 502);

        assertThat(shared(type, new long[] {501})).isEmpty();
        assertThat(shared(type, new long[] {502})).containsExactly(key);
    }

    @Test
    @DisplayName("lets one of many win who create the same id at the same moment")
    void concurrentCreation() throws Exception {
        var key = records.newKey("Observation");
        int writers = 6;
        var barrier = new CyclicBarrier(writers);
        try (var threads = Executors.newFixedThreadPool(writers)) {
            var all = IntStream.range(0, writers)
                    .mapToObj(writer -> threads.submit((Callable<Boolean>) () -> {
                        barrier.await();
                        // Each of them has looked before and found nothing.
                        var created = new Change(
                                row(home(500 + writer), key, 1, "by " + writer), new long[0], false, Optional.empty());
                        records.transactions.executeWithoutResult(_ -> store.write(List.of(created)));
                        return true;
                    }))
                    .toList();
            int winners = 0;
            for (var one : all) {
                try {
                    one.get();
                    winners++;
                } catch (ExecutionException e) {
                    assertThat(e).hasCauseInstanceOf(org.springframework.dao.DataAccessException.class);
                }
            }
            assertThat(winners).isEqualTo(1);
        }
        assertThat(records.rows("patient_record", key)).isEqualTo(1);
        assertThat(records.rows("change_feed", key)).isEqualTo(1);
    }

    @Test
    @DisplayName("lets no second change of an id begin before the first has ended")
    void locked() throws Exception {
        var key = records.newKey("Observation");
        records.write(row(home(601), key, 1, "one"));
        try (var threads = Executors.newSingleThreadExecutor()) {
            var second = records.transactions.execute(_ -> {
                records.writeWithin(row(home(601), key, 2, "two"));
                return threads.submit(() -> records.transactions.execute(_ -> {
                    var seen = Objects.requireNonNull(store.lock(List.of(key)).get(key));
                    records.writeWithin(row(home(601), key, seen.version() + 1, "after " + seen.version()));
                    return seen.version();
                }));
            });

            assertThat(second.get()).isEqualTo(2);
        }
        assertThat(body(records.find(key).orElseThrow())).isEqualTo("after 2");
    }

    @Test
    @DisplayName("gives an id away once: another patient's record cannot take it")
    void takenId() {
        var first = row(home(701), records.newKey("Observation"), 1, "first");
        records.write(first);

        assertThatThrownBy(() -> records.transactions.executeWithoutResult(_ ->
                        store.write(List.of(new vn.lienthong.record.Change(
                                row(home(702), first.key(), 1, "second"),
                                new long[0],
                                false,
                                java.util.Optional.empty())))))
                .isInstanceOf(DuplicateKeyException.class);
        assertThat(records.find(first.key()).orElseThrow().home()).isEqualTo(home(701));
    }

    @Test
    @DisplayName("leaves nothing of a transaction whose connection was cut")
    void killed() {
        var kept = row(home(801), records.newKey("Observation"), 1, "kept");
        var lost = row(home(801), records.newKey("Observation"), 1, "lost");
        records.write(kept);

        assertThatThrownBy(() -> records.transactions.executeWithoutResult(_ -> {
                    records.writeWithin(row(home(801), kept.key(), 2, "lost too"));
                    records.writeWithin(lost);
                    TestDatabase.killBackend(records.jdbc
                            .sql("SELECT pg_backend_pid()")
                            .query(Integer.class)
                            .single());
                }))
                .isInstanceOf(RuntimeException.class);

        assertThat(body(records.find(kept.key()).orElseThrow())).isEqualTo("kept");
        for (var table : Set.of("patient_record", "record_version", "resource_location", "change_feed")) {
            assertThat(records.rows(table, lost.key())).as(table).isZero();
        }
        assertThat(records.rows("change_feed", kept.key())).isEqualTo(1);
    }

    private static List<ResourceKey> shared(String type, long[]... groups) {
        return store.shared(type, List.of(groups), 10, Columns.PLAIN).stream()
                .map(RecordRow::key)
                .toList();
    }
}
