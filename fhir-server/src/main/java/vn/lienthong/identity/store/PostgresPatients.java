package vn.lienthong.identity.store;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.lienthong.identity.PatientCriteria;
import vn.lienthong.identity.PatientFacts;
import vn.lienthong.identity.PatientIdentifier;
import vn.lienthong.identity.Patients;
import vn.lienthong.identity.Person;
import vn.lienthong.identity.Person.Registration;

/** The register in PostgreSQL. */
@Repository
class PostgresPatients implements Patients {

    private static final String PERSONS = """
            SELECT r.person_key, r.policy_version, p.patient_key, p.id, p.custodian, p.birth_date,
                   p.labelled < (SELECT version FROM label_rules) AS behind
              FROM person r JOIN patient p ON p.person_key = r.person_key
             WHERE r.person_key IN (%s)
             ORDER BY p.patient_key""";

    private static final String BY_PATIENT_ID = "SELECT person_key FROM patient WHERE id = :id";
    private static final String BY_PATIENT_KEYS = "SELECT person_key FROM patient WHERE patient_key = ANY (:keys)";

    private static final String HOLDER = """
            SELECT DISTINCT p.person_key
              FROM patient_identifier i JOIN patient p USING (patient_key)
             WHERE i.system = :system AND i.value = :value AND i.current""";

    private static final String KEYS = "SELECT id, patient_key FROM patient WHERE id = ANY (:ids)";

    private static final String DECISIONS_CHANGED = """
            UPDATE person SET policy_version = policy_version + 1
             WHERE person_key IN (SELECT person_key FROM patient WHERE patient_key = ANY (:keys))""";

    private final JdbcClient jdbc;
    private final PatientRegistrar registrar;

    PostgresPatients(JdbcClient jdbc, PatientRegistrar registrar) {
        this.jdbc = jdbc;
        this.registrar = registrar;
    }

    @Override
    public Optional<Person> personOf(String patientId) {
        return persons(jdbc.sql(PERSONS.formatted(BY_PATIENT_ID)).param("id", patientId)).stream()
                .findFirst();
    }

    @Override
    public Optional<Person> person(long personKey) {
        return persons(jdbc.sql(PERSONS.formatted(":person")).param("person", personKey)).stream()
                .findFirst();
    }

    @Override
    public Map<Long, Person> personsOf(Collection<Long> patientKeys) {
        var byPatient = new HashMap<Long, Person>();
        var found =
                persons(jdbc.sql(PERSONS.formatted(BY_PATIENT_KEYS)).param("keys", patientKeys.toArray(Long[]::new)));
        for (var person : found) {
            person.patientKeys().forEach(key -> byPatient.put(key, person));
        }
        return byPatient;
    }

    @Override
    public Optional<Long> holderOf(PatientIdentifier identifier) {
        var holders = jdbc.sql(HOLDER)
                .param("system", identifier.system())
                .param("value", identifier.value())
                .query(Long.class)
                .list();
        return holders.size() == 1 ? Optional.of(holders.getFirst()) : Optional.empty();
    }

    @Override
    public Map<String, Long> keys(Collection<String> patientIds) {
        var keys = new HashMap<String, Long>();
        if (!patientIds.isEmpty()) {
            jdbc.sql(KEYS)
                    .param("ids", new TreeSet<>(patientIds).toArray(String[]::new))
                    .query(row -> {
                        keys.put(row.getString(1), row.getLong(2));
                    });
        }
        return keys;
    }

    @Override
    public List<Long> candidates(PatientCriteria criteria, int limit) {
        var condition = CandidateCondition.of(criteria);
        return jdbc.sql("SELECT p.patient_key FROM patient p WHERE true %s LIMIT :limit".formatted(condition.sql()))
                .params(condition.params())
                .param("limit", limit)
                .query((row, _) -> row.getLong(1))
                .list();
    }

    @Override
    public long register(String patientId, String custodian, PatientFacts facts) {
        return registrar.register(patientId, custodian, facts);
    }

    @Override
    public void decisionsChanged(Set<Long> patientKeys) {
        if (!patientKeys.isEmpty()) {
            jdbc.sql(DECISIONS_CHANGED)
                    .param("keys", patientKeys.toArray(Long[]::new))
                    .update();
        }
    }

    private static List<Person> persons(JdbcClient.StatementSpec statement) {
        record Found(long version, List<Registration> registrations, boolean[] behind) {}
        var found = new LinkedHashMap<Long, Found>();
        statement.query(row -> {
            long version = row.getLong(2);
            var person =
                    found.computeIfAbsent(row.getLong(1), _ -> new Found(version, new ArrayList<>(), new boolean[1]));
            person.registrations()
                    .add(new Registration(
                            row.getLong(3), row.getString(4), row.getString(5), Optional.ofNullable(row.getString(6))));
            person.behind()[0] |= row.getBoolean(7);
        });
        return found.entrySet().stream()
                .map(entry -> new Person(
                        entry.getKey(),
                        entry.getValue().version(),
                        entry.getValue().registrations(),
                        entry.getValue().behind()[0]))
                .toList();
    }
}
