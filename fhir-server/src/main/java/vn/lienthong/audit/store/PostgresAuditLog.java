package vn.lienthong.audit.store;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.lienthong.audit.AuditEntry;
import vn.lienthong.audit.AuditId;
import vn.lienthong.audit.AuditLog;
import vn.lienthong.audit.AuditPage;
import vn.lienthong.audit.AuditQuery;
import vn.lienthong.audit.AuditRow;
import vn.lienthong.audit.ChainReport;
import vn.lienthong.shared.ExchangeProperties;
import vn.lienthong.shared.FacilityCode;

/** The audit record behind `append_audit`, the only statement by which the application role can write it. */
@Repository
class PostgresAuditLog implements AuditLog {

    private static final String APPEND = """
            SELECT lane, position FROM append_audit(
                :interaction, :outcome, :userId, :userName, :roles, :practitioner, :facility, :client, :purposeOfUse,
                :legalBasis, :patientKeys, :patientIds, :resourceType, :resourceId, :query, :requestId,
                :networkAddress, :node)
            """;

    private static final String FIND = "SELECT " + AuditRows.COLUMNS + """

            FROM audit_event WHERE lane = :lane AND position = :position
            """;

    private final JdbcClient jdbc;
    private final ChainVerification chains;
    private final String node;

    PostgresAuditLog(JdbcClient jdbc, ExchangeProperties exchange) {
        this.jdbc = jdbc;
        this.chains = new ChainVerification(jdbc);
        this.node = exchange.baseUrl().getAuthority();
    }

    @Override
    public AuditId append(AuditEntry entry) {
        List<AuditEntry.Patient> patients = entry.patients();
        return jdbc.sql(APPEND)
                .param("interaction", entry.interaction().code())
                .param("outcome", entry.outcome().code())
                .param("userId", entry.agent().userId())
                .param("userName", entry.agent().userName())
                .param("roles", String.join(" ", entry.agent().roles()))
                .param("practitioner", entry.agent().practitioner().orElse(null))
                .param(
                        "facility",
                        entry.agent().facility().map(FacilityCode::value).orElse(null))
                .param("client", entry.agent().client())
                .param("purposeOfUse", entry.purposeOfUse())
                .param("legalBasis", entry.legalBasis().orElse(null))
                .param(
                        "patientKeys",
                        patients.stream().mapToLong(AuditEntry.Patient::key).toArray())
                .param(
                        "patientIds",
                        patients.stream().map(AuditEntry.Patient::id).collect(Collectors.joining(" ")))
                .param("resourceType", entry.resourceType().orElse(null))
                .param("resourceId", entry.resourceId().orElse(null))
                .param("query", entry.query().orElse(null))
                .param("requestId", entry.requestId())
                .param("networkAddress", entry.networkAddress().orElse(null))
                .param("node", node)
                .query((row, number) -> new AuditId(row.getInt("lane"), row.getLong("position")))
                .single();
    }

    @Override
    public AuditPage search(AuditQuery query) {
        AuditSelection selection = AuditSelection.of(query);
        List<AuditRow> rows = jdbc.sql(selection.sql())
                .params(selection.params())
                .query(AuditRows::read)
                .list();
        if (rows.size() <= query.count()) {
            return new AuditPage(rows, Optional.empty());
        }
        List<AuditRow> page = rows.subList(0, query.count());
        return new AuditPage(page, Optional.of(page.getLast().cursor()));
    }

    @Override
    public Optional<AuditRow> find(AuditId id) {
        return jdbc.sql(FIND)
                .param("lane", id.lane())
                .param("position", id.position())
                .query(AuditRows::read)
                .optional();
    }

    @Override
    public ChainReport verifyChain(AuditId after, int most) {
        return chains.verify(after, most);
    }
}
