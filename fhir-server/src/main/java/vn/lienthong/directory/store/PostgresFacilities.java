package vn.lienthong.directory.store;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.lienthong.directory.Facilities;
import vn.lienthong.directory.Facility;

/** The register in PostgreSQL, with a short memory: every request asks for the caller's facility, and it seldom changes. */
@Repository
class PostgresFacilities implements Facilities {

    /** How long another node may go on with a facility as it was. */
    private static final Duration MEMORY = Duration.ofSeconds(30);

    private static final String FIND = """
            SELECT f.code, f.organization_id, f.name, f.level, f.part_of, f.publicly_owned, f.active,
                   ARRAY(SELECT s.predecessor FROM facility_successor s WHERE s.successor = f.code) AS predecessors
              FROM facility f WHERE %s = :key""";

    private static final String ANSWERS_FOR = """
            WITH RECURSIVE own(code) AS (
                SELECT CAST(:code AS text) COLLATE "C"
                 UNION
                SELECT s.predecessor FROM own JOIN facility_successor s ON s.successor = own.code)
            SELECT code FROM own""";

    private static final String REGISTER = """
            INSERT INTO facility (code, organization_id, name, level, part_of, publicly_owned, active)
            VALUES (:code, :organization, :name, :level, :partOf, :publiclyOwned, :active)
            ON CONFLICT (code) DO UPDATE
               SET organization_id = excluded.organization_id, name = excluded.name, level = excluded.level,
                   part_of = excluded.part_of, publicly_owned = excluded.publicly_owned, active = excluded.active""";

    private static final String FORGET_PREDECESSORS = "DELETE FROM facility_successor WHERE successor = :code";

    private static final String ADD_PREDECESSORS = """
            INSERT INTO facility_successor (predecessor, successor)
            SELECT DISTINCT p, :code FROM unnest(:predecessors::text[]) AS p""";

    private static final RowMapper<Facility> FACILITY = (row, _) -> new Facility(
            row.getString(1),
            row.getString(2),
            row.getString(3),
            row.getString(4),
            Optional.ofNullable(row.getString(5)),
            row.getBoolean(6),
            row.getBoolean(7),
            Set.of((String[]) row.getArray(8).getArray()));

    private final JdbcClient jdbc;
    private final Cache<String, Optional<Facility>> facilities =
            Caffeine.newBuilder().expireAfterWrite(MEMORY).maximumSize(20_000).build();
    private final Cache<String, Facility> organizations =
            Caffeine.newBuilder().expireAfterWrite(MEMORY).maximumSize(20_000).build();
    private final Cache<String, Set<String>> custodians =
            Caffeine.newBuilder().expireAfterWrite(MEMORY).maximumSize(20_000).build();

    PostgresFacilities(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Optional<Facility> find(String code) {
        return facilities.get(code, key -> query("f.code", key));
    }

    @Override
    public Optional<Facility> ofOrganization(String organizationId) {
        var known = organizations.getIfPresent(organizationId);
        if (known != null) {
            return Optional.of(known);
        }
        var found = query("f.organization_id", organizationId);
        // What is not there may be there at once: a Consent that names a facility is read as soon as it can be.
        found.ifPresent(facility -> organizations.put(organizationId, facility));
        return found;
    }

    @Override
    public Set<String> answersFor(String code) {
        return custodians.get(
                code,
                key -> Set.copyOf(jdbc.sql(ANSWERS_FOR)
                        .param("code", key)
                        .query(String.class)
                        .list()));
    }

    @Override
    public void register(Facility facility) {
        jdbc.sql(REGISTER)
                .param("code", facility.code())
                .param("organization", facility.organizationId())
                .param("name", facility.name())
                .param("level", facility.level())
                .param("partOf", facility.partOf().orElse(null))
                .param("publiclyOwned", facility.publiclyOwned())
                .param("active", facility.active())
                .update();
        jdbc.sql(FORGET_PREDECESSORS).param("code", facility.code()).update();
        if (!facility.predecessors().isEmpty()) {
            jdbc.sql(ADD_PREDECESSORS)
                    .param("code", facility.code())
                    .param("predecessors", new TreeSet<>(facility.predecessors()).toArray(String[]::new))
                    .update();
        }
        facilities.invalidateAll();
        organizations.invalidateAll();
        custodians.invalidateAll();
    }

    private Optional<Facility> query(String column, String key) {
        return jdbc.sql(FIND.formatted(column))
                .param("key", key)
                .query(FACILITY)
                .optional();
    }
}
