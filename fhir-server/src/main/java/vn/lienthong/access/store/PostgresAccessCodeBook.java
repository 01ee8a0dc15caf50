package vn.lienthong.access.store;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.lienthong.access.AccessCodeBook;

/** Codes as rows. Redeeming is one UPDATE: whoever waits for its row lock finds the code used. */
@Repository
class PostgresAccessCodeBook implements AccessCodeBook {

    private static final String FORGET_OLD = "DELETE FROM access_code WHERE expires < :old";

    private static final String VOID = """
            UPDATE access_code SET expires = :now
             WHERE patient_key = ANY (:patients) AND redeemed IS NULL AND expires > :now""";

    private static final String ISSUE = """
            INSERT INTO access_code (code_hash, id, patient_key, patient_id, expires)
            VALUES (:hash, :id, :patientKey, :patientId, :expires)""";

    private static final String REDEEM = """
            UPDATE access_code SET redeemed = :now
             WHERE code_hash = :hash AND redeemed IS NULL AND expires > :now
            RETURNING id, patient_key, patient_id, expires""";

    /** Long enough to answer a complaint about a code; after that the Provenance speaks alone. */
    private static final Duration KEPT = Duration.ofDays(30);

    private final JdbcClient jdbc;

    PostgresAccessCodeBook(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void issue(byte[] hash, Issued code, Collection<Long> patientKeys, Instant now) {
        jdbc.sql(FORGET_OLD).param("old", time(now.minus(KEPT))).update();
        jdbc.sql(VOID)
                .param("now", time(now))
                .param("patients", patientKeys.toArray(Long[]::new))
                .update();
        jdbc.sql(ISSUE)
                .param("hash", hash)
                .param("id", code.id())
                .param("patientKey", code.patientKey())
                .param("patientId", code.patientId())
                .param("expires", time(code.expires()))
                .update();
    }

    @Override
    public Optional<Issued> redeem(byte[] hash, Instant now) {
        return jdbc.sql(REDEEM)
                .param("hash", hash)
                .param("now", time(now))
                .query((row, _) -> new Issued(
                        row.getString("id"),
                        row.getLong("patient_key"),
                        row.getString("patient_id"),
                        row.getObject("expires", OffsetDateTime.class).toInstant()))
                .optional();
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
