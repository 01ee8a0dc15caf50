package vn.lienthong.audit.store;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.lienthong.audit.AuditId;
import vn.lienthong.audit.ChainReport;

/**
 * Follows lanes from where it is told to their heads.
 *
 * <p>The head counts as one more link, so that a row missing at the end is found like any other. One statement reads a
 * part of a lane's rows and its head in one snapshot, and so agrees with appends that happen meanwhile.
 */
final class ChainVerification {

    /** A part that is not full has reached the end of its lane. A row that is not there has no hash to follow. */
    private static final String VERIFY = """
            WITH part AS (
                SELECT e.position, e.hash, e AS row, false AS is_head
                FROM audit_event e WHERE e.lane = :lane AND e.position > :after ORDER BY e.position LIMIT :most
            ), link AS (
                SELECT * FROM part
                UNION ALL
                SELECT position + 1, head, NULL, true FROM audit_lane
                WHERE lane = :lane AND (SELECT count(*) FROM part) < :most
            ), followed AS (
                SELECT position, hash, row, is_head,
                    lag(position, 1, :after::bigint) OVER chain AS position_before,
                    lag(hash, 1, CASE WHEN :after = 0 THEN audit_genesis(:lane::smallint) ELSE
                        (SELECT hash FROM audit_event WHERE lane = :lane AND position = :after) END)
                        OVER chain AS hash_before
                FROM link WINDOW chain AS (ORDER BY position, is_head)
            ), judged AS (
                SELECT position, hash, is_head, CASE
                    WHEN position <> position_before + 1 THEN 'GAP'
                    WHEN hash IS DISTINCT FROM
                        CASE WHEN is_head THEN hash_before ELSE audit_hash(hash_before, row) END THEN 'CHANGED'
                END AS fault
                FROM followed
            )
            SELECT count(*) FILTER (WHERE NOT is_head) AS rows,
                coalesce(max(position) FILTER (WHERE NOT is_head), :after) AS last,
                min(position) FILTER (WHERE fault IS NOT NULL) AS fault_position,
                (array_agg(fault ORDER BY position) FILTER (WHERE fault IS NOT NULL))[1] AS fault,
                (array_agg(hash) FILTER (WHERE is_head))[1] AS head
            FROM judged
            """;

    private final JdbcClient jdbc;

    ChainVerification(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    ChainReport verify(AuditId after, int most) {
        long rows = 0;
        var faults = new ArrayList<ChainReport.Fault>();
        var heads = new ArrayList<ChainReport.Head>();
        var place = after;
        while (place.lane() < AuditId.LANES) {
            long left = most - rows;
            if (left == 0) {
                return new ChainReport(rows, faults, heads, Optional.of(place));
            }
            var part = verify(place, left);
            rows += part.rows();
            part.fault().ifPresent(faults::add);
            part.head().ifPresent(heads::add);
            boolean goesOn = part.rows() == left && part.fault().isEmpty();
            // What follows a broken row cannot be trusted: the lane is done.
            place = goesOn ? part.last() : new AuditId(place.lane() + 1, 0);
        }
        return new ChainReport(rows, faults, heads, Optional.empty());
    }

    private Part verify(AuditId after, long most) {
        return jdbc.sql(VERIFY)
                .param("lane", after.lane())
                .param("after", after.position())
                .param("most", most)
                .query((row, number) -> part(
                        after.lane(),
                        row.getLong("rows"),
                        row.getLong("last"),
                        row.getString("fault") == null
                                ? null
                                : new ChainReport.Fault(
                                        new AuditId(after.lane(), row.getLong("fault_position")),
                                        ChainReport.Kind.valueOf(row.getString("fault"))),
                        row.getBytes("head"),
                        most))
                .single();
    }

    private static Part part(
            int lane, long rows, long last, ChainReport.@Nullable Fault fault, byte @Nullable [] head, long most) {
        var end = new AuditId(lane, last);
        if (fault == null && head == null && rows < most) {
            var headless = new ChainReport.Fault(new AuditId(lane, last + 1), ChainReport.Kind.GAP);
            return new Part(rows, end, Optional.of(headless), Optional.empty());
        }
        return new Part(
                rows,
                end,
                Optional.ofNullable(fault),
                Optional.ofNullable(head)
                        .filter(_ -> fault == null)
                        .map(hash -> new ChainReport.Head(end, HexFormat.of().formatHex(hash))));
    }

    private record Part(long rows, AuditId last, Optional<ChainReport.Fault> fault, Optional<ChainReport.Head> head) {}
}
