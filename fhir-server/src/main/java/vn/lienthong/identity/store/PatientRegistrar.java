package vn.lienthong.identity.store;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.lienthong.identity.PatientFacts;
import vn.lienthong.identity.PatientIdentifier;
import vn.lienthong.identity.PersonGroups;
import vn.lienthong.identity.PersonGroups.Candidate;

/**
 * Takes patients into the register and keeps persons right.
 *
 * <p>Two transactions that register the same national identifier, or of which one names the other's patient, wait for one
 * another: otherwise each would miss the other's patient and both persons would stay apart.
 */
@Component
class PatientRegistrar {

    private static final String FIND = "SELECT patient_key FROM patient WHERE id = :id";

    private static final String IDENTIFIERS = """
            SELECT i.system, i.value, i.current FROM patient p JOIN patient_identifier i USING (patient_key)
             WHERE p.id = :id""";

    private static final String NEW_PERSON =
            "INSERT INTO person (person_key) VALUES (nextval('person_key')) RETURNING person_key";

    private static final String INSERT = """
            INSERT INTO patient (patient_key, id, custodian, person_key, birth_date, gender, active)
            VALUES (nextval('patient_key'), :id, :custodian, :person, :birthDate, :gender, :active)
            RETURNING patient_key""";

    private static final String UPDATE = """
            UPDATE patient SET birth_date = :birthDate, gender = :gender, active = :active WHERE patient_key = :key""";

    /** One after the other in one order for all, so that nobody waits in a circle. */
    private static final String LOCK = """
            SELECT pg_advisory_xact_lock(hashtextextended(t.token, 0))
              FROM (SELECT DISTINCT token FROM unnest(:tokens::text[]) AS token ORDER BY token) t""";

    private static final String ADD_IDENTIFIERS = """
            INSERT INTO patient_identifier (system, value, patient_key, current)
            SELECT system, value, :key, bool_or(current)
              FROM unnest(:systems::text[], :values::text[], :currents::boolean[]) AS i(system, value, current)
             GROUP BY system, value""";

    private static final String ADD_NAMES =
            "INSERT INTO patient_name (folded, patient_key) SELECT DISTINCT n, :key FROM unnest(:names::text[]) AS n";

    private static final String ADD_LINKS =
            "INSERT INTO patient_link (patient_key, other_id) SELECT DISTINCT :key, l FROM unnest(:links::text[]) AS l";

    /** Everyone of the patient's own person, and of the persons of those with one of these numbers or with a link. */
    private static final String NEIGHBOURS = """
            SELECT DISTINCT p.person_key FROM patient p
             WHERE p.patient_key = :key
                OR p.patient_key IN (SELECT patient_key FROM patient_identifier
                                      WHERE current AND value = ANY (:values))
                OR p.id IN (SELECT other_id FROM patient_link WHERE patient_key = :key)
                OR p.patient_key IN (SELECT l.patient_key FROM patient_link l JOIN patient own ON own.id = l.other_id
                                      WHERE own.patient_key = :key)""";

    private static final String LOCK_PERSONS =
            "SELECT person_key FROM person WHERE person_key = ANY (:persons) ORDER BY person_key FOR UPDATE";

    private static final String CANDIDATES = """
            SELECT p.patient_key, p.id, p.custodian, p.person_key, p.birth_date,
                   ARRAY(SELECT i.system || E'\\n' || i.value FROM patient_identifier i
                          WHERE i.patient_key = p.patient_key AND i.current) AS identifiers,
                   ARRAY(SELECT l.other_id FROM patient_link l WHERE l.patient_key = p.patient_key) AS links
              FROM patient p WHERE p.person_key = ANY (:persons)
             ORDER BY p.patient_key""";

    private static final String MOVE = "UPDATE patient SET person_key = :person WHERE patient_key = ANY (:keys)";

    private static final String POLICIES_VOID =
            "UPDATE person SET policy_version = policy_version + 1 WHERE person_key = ANY (:persons)";

    private final JdbcClient jdbc;

    PatientRegistrar(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    long register(String patientId, String custodian, PatientFacts facts) {
        // Who gives up a number may have been what kept its other holders apart: they are looked at again too.
        var numbers = new TreeSet<>(numbers(facts.identifiers()));
        numbers.addAll(numbers(formerIdentifiers(patientId)));
        lock(patientId, facts, numbers);
        var known = jdbc.sql(FIND).param("id", patientId).query(Long.class).optional();
        long key = known.isPresent() ? update(known.get(), facts) : insert(patientId, custodian, facts);
        addDetails(key, facts);
        link(key, numbers);
        return key;
    }

    private List<PatientIdentifier> formerIdentifiers(String patientId) {
        return jdbc.sql(IDENTIFIERS)
                .param("id", patientId)
                .query((row, _) -> new PatientIdentifier(row.getString(1), row.getString(2), row.getBoolean(3)))
                .list();
    }

    private void lock(String patientId, PatientFacts facts, Collection<String> numbers) {
        var tokens = new ArrayList<>(numbers);
        tokens.add("Patient/" + patientId);
        facts.linkedPatients().forEach(other -> tokens.add("Patient/" + other));
        jdbc.sql(LOCK).param("tokens", tokens.toArray(String[]::new)).query().listOfRows();
    }

    /** What patients can be linked by; a hospital's own numbers occur everywhere and say nothing. */
    private static List<String> numbers(Collection<PatientIdentifier> identifiers) {
        return identifiers.stream()
                .filter(PersonGroups::links)
                .map(PatientIdentifier::value)
                .distinct()
                .toList();
    }

    private long insert(String patientId, String custodian, PatientFacts facts) {
        long person = jdbc.sql(NEW_PERSON).query(Long.class).single();
        return jdbc.sql(INSERT)
                .param("id", patientId)
                .param("custodian", custodian)
                .param("person", person)
                .param("birthDate", facts.birthDate())
                .param("gender", facts.gender())
                .param("active", facts.active())
                .query(Long.class)
                .single();
    }

    private long update(long key, PatientFacts facts) {
        jdbc.sql(UPDATE)
                .param("key", key)
                .param("birthDate", facts.birthDate())
                .param("gender", facts.gender())
                .param("active", facts.active())
                .update();
        for (var table : List.of("patient_identifier", "patient_name", "patient_link")) {
            jdbc.sql("DELETE FROM %s WHERE patient_key = :key".formatted(table))
                    .param("key", key)
                    .update();
        }
        return key;
    }

    private void addDetails(long key, PatientFacts facts) {
        var identifiers = List.copyOf(facts.identifiers());
        jdbc.sql(ADD_IDENTIFIERS)
                .param("key", key)
                .param(
                        "systems",
                        identifiers.stream().map(PatientIdentifier::system).toArray(String[]::new))
                .param(
                        "values",
                        identifiers.stream().map(PatientIdentifier::value).toArray(String[]::new))
                .param(
                        "currents",
                        identifiers.stream().map(PatientIdentifier::current).toArray(Boolean[]::new))
                .update();
        jdbc.sql(ADD_NAMES)
                .param("key", key)
                .param("names", facts.names().toArray(String[]::new))
                .update();
        if (!facts.linkedPatients().isEmpty()) {
            jdbc.sql(ADD_LINKS)
                    .param("key", key)
                    .param("links", facts.linkedPatients().toArray(String[]::new))
                    .update();
        }
    }

    private void link(long key, Collection<String> numbers) {
        var persons = lockNeighbours(key, numbers);
        var touched = new HashSet<Long>();
        for (var move : PersonGroups.moves(candidates(persons))) {
            long person = move.person().isPresent()
                    ? move.person().get()
                    : jdbc.sql(NEW_PERSON).query(Long.class).single();
            jdbc.sql(MOVE)
                    .param("person", person)
                    .param("keys", move.patientKeys().toArray(Long[]::new))
                    .update();
            touched.add(person);
            touched.addAll(move.formerPersons());
        }
        if (!touched.isEmpty()) {
            jdbc.sql(POLICIES_VOID)
                    .param("persons", touched.toArray(Long[]::new))
                    .update();
        }
    }

    /** While one waits for a person, its patients may have moved on to another: look again until all are held. */
    private Set<Long> lockNeighbours(long key, Collection<String> numbers) {
        var held = new TreeSet<Long>();
        var persons = neighbours(key, numbers);
        while (held.addAll(persons)) {
            jdbc.sql(LOCK_PERSONS)
                    .param("persons", held.toArray(Long[]::new))
                    .query(Long.class)
                    .list();
            persons = neighbours(key, numbers);
        }
        return held;
    }

    private List<Long> neighbours(long key, Collection<String> numbers) {
        return jdbc.sql(NEIGHBOURS)
                .param("key", key)
                .param("values", numbers.toArray(String[]::new))
                .query((row, _) -> row.getLong(1))
                .list();
    }

    private List<Candidate> candidates(Set<Long> persons) {
        return jdbc.sql(CANDIDATES)
                .param("persons", persons.toArray(Long[]::new))
                .query((row, _) -> new Candidate(
                        row.getLong(1),
                        row.getString(2),
                        row.getString(3),
                        row.getLong(4),
                        Optional.ofNullable(row.getString(5)),
                        identifiers((String[]) row.getArray(6).getArray()),
                        Set.of((String[]) row.getArray(7).getArray())))
                .list();
    }

    private static Set<PatientIdentifier> identifiers(String[] joined) {
        var identifiers = new HashSet<PatientIdentifier>();
        for (var text : joined) {
            int end = text.indexOf('\n');
            identifiers.add(new PatientIdentifier(text.substring(0, end), text.substring(end + 1), true));
        }
        return identifiers;
    }
}
