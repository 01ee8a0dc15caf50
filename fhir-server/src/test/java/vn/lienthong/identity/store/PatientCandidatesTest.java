package vn.lienthong.identity.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.lienthong.identity.PatientCriteria;
import vn.lienthong.identity.PatientCriteria.IdentifierToken;
import vn.lienthong.identity.PatientFacts;
import vn.lienthong.identity.PatientIdentifier;
import vn.lienthong.shared.store.TestDatabase;

@DisplayName("Candidates among the patients")
class PatientCandidatesTest {

    private static final TestDatabase database = TestDatabase.create(2);
    private static final JdbcClient jdbc = database.jdbc();
    private static final PostgresPatients patients = new PostgresPatients(jdbc, new PatientRegistrar(jdbc));

    private static long nga;
    private static long ngan;
    private static long hung;

    @BeforeAll
    static void register() {
        nga = register("nga", Set.of("nguyen thi nga", "nga", "nguyen"), "1980-05-06", "female", "A1", true);
        ngan = register("ngan", Set.of("tran ngan", "ngan", "tran"), "1980-11-30", "female", "A2", false);
        hung = register("hung", Set.of("nguyen hung", "hung", "nguyen"), "1981", "male", "A1%", true);
    }

    @AfterAll
    static void closeDatabase() {
        database.close();
    }

    @Test
    @DisplayName("by identifier, with and without its system, former ones too")
    void byIdentifier() {
        assertThat(candidates(identifier("urn:mrn", "A1"))).containsExactly(nga);
        assertThat(candidates(identifier(null, "A2"))).containsExactly(ngan);
        assertThat(candidates(identifier("urn:other", "A1"))).isEmpty();
    }

    @Test
    @DisplayName("by the beginning of any part of a name")
    void byName() {
        assertThat(candidates(name("nga"))).containsExactlyInAnyOrder(nga, ngan);
        assertThat(candidates(name("nguyen thi"))).containsExactly(nga);
        assertThat(candidates(name("%"))).isEmpty();
        assertThat(candidates(name("ng_"))).isEmpty();
    }

    @Test
    @DisplayName("by two names together, and by either of two")
    void byNames() {
        assertThat(candidates(new PatientCriteria(
                        List.of(), List.of(List.of("nguyen"), List.of("hu")), List.of(), Optional.empty())))
                .containsExactly(hung);
        assertThat(candidates(
                        new PatientCriteria(List.of(), List.of(List.of("tran", "hung")), List.of(), Optional.empty())))
                .containsExactlyInAnyOrder(ngan, hung);
    }

    @Test
    @DisplayName("by day, month and year of birth, and gender")
    void byBirth() {
        assertThat(candidates(born("1980"))).containsExactlyInAnyOrder(nga, ngan);
        assertThat(candidates(born("1980-11"))).containsExactly(ngan);
        assertThat(candidates(born("1980-05-06"))).containsExactly(nga);
        assertThat(candidates(new PatientCriteria(List.of(), List.of(), List.of("1980", "1981"), Optional.of("male"))))
                .containsExactly(hung);
    }

    @Test
    @DisplayName("never more than asked for")
    void limited() {
        assertThat(patients.candidates(born("19"), 2)).hasSize(2);
    }

    private static List<Long> candidates(PatientCriteria criteria) {
        return patients.candidates(criteria, 10);
    }

    private static PatientCriteria identifier(@org.jspecify.annotations.Nullable String system, String value) {
        return new PatientCriteria(
                List.of(List.of(new IdentifierToken(system, value))), List.of(), List.of(), Optional.empty());
    }

    private static PatientCriteria name(String start) {
        return new PatientCriteria(List.of(), List.of(List.of(start)), List.of(), Optional.empty());
    }

    private static PatientCriteria born(String start) {
        return new PatientCriteria(List.of(), List.of(), List.of(start), Optional.empty());
    }

    private static long register(
            String id, Set<String> names, String birthDate, String gender, String number, boolean current) {
        var facts = new PatientFacts(
                Set.of(new PatientIdentifier("urn:mrn", number, current)), names, birthDate, gender, true, Set.of());
        return java.util.Objects.requireNonNull(
                database.transactions().execute(_ -> patients.register(id, "22021", facts)));
    }
}
