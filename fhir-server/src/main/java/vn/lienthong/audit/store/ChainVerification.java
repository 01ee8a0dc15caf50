package vn.lienthong.audit.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.lienthong.audit.AuditId;
import vn.lienthong.audit.ChainReport;

/**
 * Follows each lane from its genesis to its head.
 *
 * <p>The head counts as one more link, so that a row missing at the end is found like any other. One statement reads a
 * lane's rows and its head in one snapshot, and so agrees with appends that happen meanwhile.
 */
final class ChainVerification {

    private static final String LANES = "SELECT lane FROM audit_lane ORDER BY lane";

    private static final String VERIFY = """
            WITH link AS (
                SELECT e.position, e.hash, e AS row, false AS is_head FROM audit_event e WHERE lane = :lane
                UNION ALL
                SELECT position + 1, head, NULL, true FROM audit_lane WHERE lane = :lane
            ), followed AS (
                SELECT position, hash, row, is_head,
                    lag(position, 1, 0::bigint) OVER chain AS position_before,
                    lag(hash, 1, audit_genesis(:lane::smallint)) OVER chain AS hash_before
                FROM link WINDOW chain AS (ORDER BY position, is_head)
            ), judged AS (
                SELECT position, CASE
                    WHEN position <> position_before + 1 THEN 'GAP'
                    WHEN hash <> CASE WHEN is_head THEN hash_before ELSE audit_hash(hash_before, row) END
                        THEN 'CHANGED'
                END AS fault
                FROM followed
            )
            SELECT count(*) - 1 AS rows,
                min(position) FILTER (WHERE fault IS NOT NULL) AS position,
                (array_agg(fault ORDER BY position) FILTER (WHERE fault IS NOT NULL))[1] AS fault
            FROM judged
            """;

    private final JdbcClient jdbc;

    ChainVerification(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    ChainReport verify() {
        long rows = 0;
        List<ChainReport.Fault> faults = new ArrayList<>();
        for (int lane : jdbc.sql(LANES).query(Integer.class).list()) {
            Lane verified = verify(lane);
            rows += verified.rows();
            verified.fault().ifPresent(faults::add);
        }
        return new ChainReport(rows, faults);
    }

    private Lane verify(int lane) {
        return jdbc.sql(VERIFY)
                .param("lane", lane)
                .query((row, number) -> {
                    AuditId at = new AuditId(lane, row.getLong("position"));
                    return new Lane(
                            row.getLong("rows"),
                            Optional.ofNullable(row.getString("fault"))
                                    .map(kind -> new ChainReport.Fault(at, ChainReport.Kind.valueOf(kind))));
                })
                .single();
    }

    private record Lane(long rows, Optional<ChainReport.Fault> fault) {}
}
