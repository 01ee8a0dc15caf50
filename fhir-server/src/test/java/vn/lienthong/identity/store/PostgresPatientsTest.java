package vn.lienthong.identity.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.lienthong.identity.PatientFacts;
import vn.lienthong.identity.PatientIdentifier;
import vn.lienthong.identity.Person;
import vn.lienthong.shared.store.TestDatabase;

@DisplayName("The register of patients")
class PostgresPatientsTest {

    private static final String CCCD = "http://fhir.hl7.org.vn/core/sid/cccd";
    private static final String BHYT = "http://fhir.hl7.org.vn/core/sid/bhyt";
    private static final String LOCAL = "http://hospital.example/mrn";

    private static final int WRITERS = 16;

    private static final TestDatabase database = TestDatabase.create(WRITERS + 4);
    private static final JdbcClient jdbc = database.jdbc();
    private static final PostgresPatients patients = new PostgresPatients(jdbc, new PatientRegistrar(jdbc));
    private static final AtomicInteger numbers = new AtomicInteger();

    @AfterAll
    static void closeDatabase() {
        database.close();
    }

    @Test
    @DisplayName("makes a person of a registration that shares nothing with others")
    void alone() {
        var one = register("22021", facts("1980-05-06", cccd()));
        var other = register("22001", facts("1980-05-06", cccd()));

        assertThat(person(one).registrations()).hasSize(1);
        assertThat(person(one).personKey()).isNotEqualTo(person(other).personKey());
    }

    @Test
    @DisplayName("links registrations of two facilities by the same personal number")
    void samePersonalNumber() {
        var number = cccd();
        var one = register("22021", facts("1980-05-06", number));
        var other = register("22001", facts("1980", number));

        assertThat(person(one)).isEqualTo(person(other));
        assertThat(person(one).registrations())
                .extracting(Person.Registration::patientId, Person.Registration::custodian)
                .containsExactly(tuple(one, "22021"), tuple(other, "22001"));
    }

    @Test
    @DisplayName("parts one without a birth date from both who contradict each other, and joins them when that ends")
    void contested() {
        var number = cccd();
        var one = register("22021", facts("1980-05-06", number));
        var undated = register("22001", facts(null, number));
        assertThat(person(undated)).isEqualTo(person(one));

        var other = register("22002", facts("1990-05-06", number));
        assertThat(person(undated)).isNotEqualTo(person(one)).isNotEqualTo(person(other));

        register(other, "22002", facts("1990-05-06", cccd()));
        assertThat(person(undated)).isEqualTo(person(one));
    }

    @Test
    @DisplayName("links by the same insurance number only with the same day of birth")
    void sameInsurance() {
        var card = bhyt();
        var one = register("22021", facts("1980-05-06", card));
        var same = register("22001", facts("1980-05-06", card));
        var borrower = register("22002", facts("1982-01-01", card));

        assertThat(person(same)).isEqualTo(person(one));
        assertThat(person(borrower).registrations()).hasSize(1);
    }

    @Test
    @DisplayName("keeps apart whose years of birth contradict each other")
    void contradiction() {
        var number = cccd();
        var one = register("22021", facts("1980-05-06", number));
        var other = register("22001", facts("1979-05-06", number));

        assertThat(person(one).personKey()).isNotEqualTo(person(other).personKey());
    }

    @Test
    @DisplayName("does not link by an identifier of former or temporary use")
    void formerIdentifier() {
        var number = cccd();
        var one = register("22021", facts("1980-05-06", number));
        var other =
                register("22001", facts("1980-05-06", new PatientIdentifier(number.system(), number.value(), false)));

        assertThat(person(one).personKey()).isNotEqualTo(person(other).personKey());
    }

    @Test
    @DisplayName("lets a facility link its own registrations, and nobody else's")
    void ownLinks() {
        var first = register("22021", facts("1980", local()));
        var second = register("22021", linking(first));
        var foreign = register("22001", linking(first));

        assertThat(person(second)).isEqualTo(person(first));
        assertThat(person(foreign).registrations()).hasSize(1);
    }

    @Test
    @DisplayName("links what a registration named before it arrived")
    void linkBeforeArrival() {
        var coming = "coming-" + numbers.incrementAndGet();
        var first = register("22021", linking(coming));
        register(coming, "22021", facts("1980", local()));

        assertThat(person(coming)).isEqualTo(person(first));
    }

    @Test
    @DisplayName("parts persons again when an identifier is corrected, and the older part keeps the person")
    void correction() {
        var number = cccd();
        var one = register("22021", facts("1980-05-06", number));
        var other = register("22001", facts("1980-05-06", number));
        long common = person(one).personKey();

        register(other, "22001", facts("1980-05-06", cccd()));

        assertThat(person(one).personKey()).isEqualTo(common);
        assertThat(person(other).registrations()).hasSize(1);
    }

    @Test
    @DisplayName("takes back together whom a removed link in the middle parted")
    void bridge() {
        var number = cccd();
        var card = bhyt();
        var one = register("22021", facts("1980-05-06", number));
        var other = register("22001", facts("1980-05-06", card));
        var between = register("22002", facts("1980-05-06", number, card));
        assertThat(person(one).registrations()).hasSize(3);

        register(between, "22002", facts("1980-05-06", local()));
        assertThat(person(one).registrations()).hasSize(1);
        assertThat(person(other).registrations()).hasSize(1);
        assertThat(person(between).registrations()).hasSize(1);

        register(between, "22002", facts("1980-05-06", number, card));
        assertThat(person(one).registrations()).hasSize(3);
    }

    @Test
    @DisplayName("voids the policies of both persons when they become one and when they part")
    void policyVersions() {
        var number = cccd();
        var one = register("22021", facts("1980-05-06", number));
        var other = register("22001", facts("1980-05-06", local()));
        var oneBefore = person(one);
        var otherBefore = person(other);

        register(other, "22001", facts("1980-05-06", number));
        var common = person(one);
        assertThat(common.policyVersion()).isGreaterThan(oneBefore.policyVersion());
        assertThat(policyVersion(otherBefore.personKey())).isGreaterThan(otherBefore.policyVersion());

        register(other, "22001", facts("1980-05-06", local()));
        assertThat(person(one).policyVersion()).isGreaterThan(common.policyVersion());
        assertThat(person(other).policyVersion()).isPositive();
    }

    @Test
    @DisplayName("leaves policies valid when a registration changes nothing of who is who")
    void sameAgain() {
        var facts = facts("1980-05-06", cccd());
        var one = register("22021", facts);
        var before = person(one);

        register(one, "22021", facts);

        assertThat(person(one)).isEqualTo(before);
    }

    @Test
    @DisplayName("voids a person's policies when a decision changes")
    void decisions() {
        var one = register("22021", facts("1980", cccd()));
        var before = person(one);

        patients.decisionsChanged(Set.copyOf(before.patientKeys()));

        assertThat(person(one).policyVersion()).isEqualTo(before.policyVersion() + 1);
    }

    @Test
    @DisplayName("makes one person of sixteen registrations of one number at the same moment")
    void concurrentRegistrations() throws Exception {
        var number = cccd();
        var barrier = new CyclicBarrier(WRITERS);
        try (var threads = Executors.newFixedThreadPool(WRITERS)) {
            var ids = IntStream.range(0, WRITERS)
                    .mapToObj(writer -> threads.submit((Callable<String>) () -> {
                        barrier.await();
                        return register("22" + (100 + writer), facts("1980-05-06", number));
                    }))
                    .toList();
            var registered = new ArrayList<String>();
            for (var id : ids) {
                registered.add(id.get());
            }

            assertThat(person(registered.getFirst()).registrations())
                    .extracting(Person.Registration::patientId)
                    .containsExactlyInAnyOrderElementsOf(registered);
        }
    }

    @Test
    @DisplayName("finds a registration that moves to another person while it is waited for")
    void movedMeanwhile() throws Exception {
        var number = cccd();
        var card = bhyt();
        var elder = register("22021", facts("1980-05-06", local()));
        var moving = register("22001", facts("1980-05-06", number, card));
        try (var threads = Executors.newSingleThreadExecutor()) {
            var late = database.transactions().execute(_ -> {
                register(elder, "22021", facts("1980-05-06", card));
                var waiting = threads.submit(() -> register("22002", facts("1980-05-06", number)));
                awaitBlocked(waiting);
                return waiting;
            });

            assertThat(person(late.get())).isEqualTo(person(elder)).isEqualTo(person(moving));
        }
    }

    @Test
    @DisplayName("links two registrations of one facility that arrive together and of which one names the other")
    void linkedMeanwhile() throws Exception {
        var coming = "coming-" + numbers.incrementAndGet();
        try (var threads = Executors.newSingleThreadExecutor()) {
            var naming = database.transactions().execute(_ -> {
                register(coming, "22021", facts("1980", local()));
                var waiting = threads.submit(() -> register("22021", linking(coming)));
                awaitBlocked(waiting);
                return waiting;
            });

            assertThat(person(naming.get())).isEqualTo(person(coming));
        }
    }

    @Test
    @DisplayName("does not let a hospital's own numbers bring strangers together or make them wait")
    void localNumbers() throws Exception {
        var common = new PatientIdentifier(LOCAL, "000001", true);
        var one = register("22021", facts("1980-05-06", common));
        try (var threads = Executors.newSingleThreadExecutor()) {
            var other = database.transactions().execute(_ -> {
                register(one, "22021", facts("1980-05-06", common));
                return get(threads.submit(() -> register(
                        "22001", facts("1980-05-06", new PatientIdentifier("http://other.example", "000001", true)))));
            });

            assertThat(person(other).registrations()).hasSize(1);
        }
    }

    @Test
    @DisplayName("leaves nothing of a registration whose connection was cut")
    void killed() {
        var id = "killed-" + numbers.incrementAndGet();
        var number = cccd();

        assertThatThrownBy(() -> database.transactions().executeWithoutResult(_ -> {
                    patients.register(id, "22021", facts("1980-05-06", number));
                    TestDatabase.killBackend(jdbc.sql("SELECT pg_backend_pid()")
                            .query(Integer.class)
                            .single());
                }))
                .isInstanceOf(RuntimeException.class);

        assertThat(patients.personOf(id)).isEmpty();
        assertThat(patients.holderOf(number)).isEmpty();
    }

    @Test
    @DisplayName("knows the holder of a number, and nobody when two persons claim it")
    void holder() {
        var number = cccd();
        assertThat(patients.holderOf(number)).isEmpty();
        var one = register("22021", facts("1980-05-06", number));
        assertThat(patients.holderOf(number)).contains(person(one).personKey());
        var same = register("22001", facts("1980-05-06", number));
        assertThat(patients.holderOf(number)).contains(person(same).personKey());

        register("22002", facts("1990-05-06", number));
        assertThat(patients.holderOf(number)).isEmpty();
    }

    @Test
    @DisplayName("does not take a former number for a proof of who somebody is")
    void formerHolder() {
        var number = cccd();
        register("22021", facts("1980-05-06", new PatientIdentifier(number.system(), number.value(), false)));

        assertThat(patients.holderOf(number)).isEmpty();
    }

    @Test
    @DisplayName("tells the persons behind patient keys and the keys of patient ids")
    void lookups() {
        var one = register("22021", facts("1980", cccd()));
        var keys = patients.keys(List.of(one, "nobody"));
        long key = Objects.requireNonNull(keys.get(one));

        assertThat(keys).containsOnlyKeys(one);
        assertThat(patients.personsOf(List.of(key))).containsOnlyKeys(key).containsValue(person(one));
        assertThat(patients.personsOf(List.of())).isEmpty();
        assertThat(patients.keys(List.of())).isEmpty();
        assertThat(patients.person(-1)).isEmpty();
        assertThat(patients.personOf("nobody")).isEmpty();
    }

    private static String register(String custodian, PatientFacts facts) {
        return register(custodian + "-" + numbers.incrementAndGet(), custodian, facts);
    }

    private static String register(String id, String custodian, PatientFacts facts) {
        database.transactions().executeWithoutResult(_ -> patients.register(id, custodian, facts));
        return id;
    }

    private static Person person(String patientId) {
        return patients.personOf(patientId).orElseThrow();
    }

    private static long policyVersion(long personKey) {
        return jdbc.sql("SELECT policy_version FROM person WHERE person_key = :key")
                .param("key", personKey)
                .query(Long.class)
                .single();
    }

    /** Returns when a transaction waits for a lock of another, or when it did not have to. */
    private static void awaitBlocked(Future<?> waiting) {
        var blocked = database.ownerJdbc()
                .sql("SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted)")
                .query(Boolean.class);
        while (!waiting.isDone() && !blocked.single()) {
            Thread.onSpinWait();
        }
    }

    private static <T> T get(Future<T> future) {
        try {
            return future.get(20, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    private static PatientFacts facts(@Nullable String birthDate, PatientIdentifier... identifiers) {
        return new PatientFacts(Set.of(identifiers), Set.of(), birthDate, null, true, Set.of());
    }

    private static PatientFacts linking(String... patientIds) {
        return new PatientFacts(Set.of(local()), Set.of(), null, null, true, Set.of(patientIds));
    }

    private static PatientIdentifier cccd() {
        return new PatientIdentifier(CCCD, "099180%06d".formatted(numbers.incrementAndGet()), true);
    }

    private static PatientIdentifier bhyt() {
        return new PatientIdentifier(BHYT, "GD40022%08d".formatted(numbers.incrementAndGet()), true);
    }

    private static PatientIdentifier local() {
        return new PatientIdentifier(LOCAL, UUID.randomUUID().toString(), true);
    }
}
