package vn.lienthong.referral.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.lienthong.referral.ReferralCase;
import vn.lienthong.referral.ReferralCases;

/** The register as rows. */
@Repository
class PostgresReferralCases implements ReferralCases {

    private static final String PUT = """
            INSERT INTO referral_case (task_id, patient_key, request, requisition, referrer, performer, urgency, state, open,
                   leaf, since)
            VALUES (:task, :patient, :request, :requisition, :referrer, :performer, :urgency, :state, :open, :leaf, :since)
            ON CONFLICT (task_id) DO UPDATE
               SET state = EXCLUDED.state, open = EXCLUDED.open, leaf = EXCLUDED.leaf, since = EXCLUDED.since""";

    private static final String OPEN_LEAF = """
            SELECT task_id FROM referral_case WHERE referrer = :referrer AND requisition = :requisition AND leaf""";

    private static final String OF_REQUEST = """
            SELECT task_id, request, requisition, referrer, performer, urgency, state, open, leaf, since
              FROM referral_case WHERE request = :request ORDER BY task_id""";

    private final JdbcClient jdbc;

    PostgresReferralCases(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What is no leaf any more comes first: the constraint looks at each row. */
    @Override
    public void put(long patientKey, Collection<ReferralCase> cases) {
        cases.stream()
                .sorted(Comparator.comparing(ReferralCase::leaf))
                .forEach(one -> jdbc.sql(PUT)
                        .param("task", one.taskId())
                        .param("patient", patientKey)
                        .param("request", one.request())
                        .param("requisition", one.requisition())
                        .param("referrer", one.referrer())
                        .param("performer", one.performer())
                        .param("urgency", one.urgency())
                        .param("state", one.state())
                        .param("open", one.open())
                        .param("since", one.since().atOffset(ZoneOffset.UTC))
                        .param("leaf", one.leaf())
                        .update());
    }

    @Override
    public Optional<String> openLeaf(String referrer, String requisition) {
        return jdbc.sql(OPEN_LEAF)
                .param("referrer", referrer)
                .param("requisition", requisition)
                .query(String.class)
                .optional();
    }

    @Override
    public List<ReferralCase> ofRequest(String requestId) {
        return jdbc.sql(OF_REQUEST)
                .param("request", requestId)
                .query((row, _) -> of(row))
                .list();
    }

    private static ReferralCase of(ResultSet row) throws SQLException {
        return new ReferralCase(
                row.getString("task_id"),
                row.getString("request"),
                row.getString("requisition"),
                row.getString("referrer"),
                row.getString("performer"),
                row.getInt("urgency"),
                row.getString("state"),
                row.getBoolean("open"),
                row.getBoolean("leaf"),
                row.getObject("since", OffsetDateTime.class).toInstant());
    }
}
