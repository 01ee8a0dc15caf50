package vn.lienthong.referral.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.lienthong.referral.Place;
import vn.lienthong.referral.ReferralCase;
import vn.lienthong.referral.ReferralCases;

/** The register as rows. */
@Repository
class PostgresReferralCases implements ReferralCases {

    private static final String PUT = """
            INSERT INTO referral_case AS old (task_id, patient_key, request, requisition, referrer, performer, urgency, state,
                   open, leaf, since, due, next_step, coordinator, category, sent)
            VALUES (:task, :patient, :request, :requisition, :referrer, :performer, :urgency, :state, :open, :leaf, :since,
                   :due, :next, :coordinator, :category, CASE WHEN :state = 'submitted' THEN :since::timestamptz END)
            ON CONFLICT (task_id) DO UPDATE
               SET state = EXCLUDED.state, open = EXCLUDED.open, leaf = EXCLUDED.leaf, since = EXCLUDED.since,
                   due = EXCLUDED.due, next_step = EXCLUDED.next_step, coordinator = EXCLUDED.coordinator,
                   category = EXCLUDED.category, sent = COALESCE(old.sent, EXCLUDED.sent),
                   acknowledged = COALESCE(old.acknowledged, CASE WHEN EXCLUDED.state IN
                       ('received', 'triage', 'accepted', 'declined', 'in-consultation') THEN EXCLUDED.since END),
                   answered = COALESCE(old.answered, CASE WHEN EXCLUDED.state IN
                       ('accepted', 'declined', 'redirected', 'in-consultation') THEN EXCLUDED.since END),
                   answered_in_time = COALESCE(old.answered_in_time, CASE WHEN EXCLUDED.state IN
                       ('accepted', 'declined', 'redirected', 'in-consultation') THEN EXCLUDED.since <= old.due END),
                   advised = COALESCE(old.advised, CASE WHEN EXCLUDED.state = 'advice-given' THEN EXCLUDED.since END),
                   reported = COALESCE(old.reported, CASE WHEN EXCLUDED.state = 'report' THEN EXCLUDED.since END)""";

    private static final String OPEN_LEAF = """
            SELECT task_id FROM referral_case WHERE referrer = :referrer AND requisition = :requisition AND leaf""";

    private static final String OF_REQUEST = """
            SELECT task_id, request, requisition, referrer, performer, urgency, state, open, leaf, since,
               due, next_step, coordinator, category FROM referral_case WHERE request = :request ORDER BY task_id""";

    private static final String OPEN = """
            SELECT task_id, urgency, due FROM referral_case
             WHERE %s = :facility AND open AND state = ANY (:states)
               AND (urgency, due, task_id) > (:urgency, :due, :task)
             ORDER BY urgency, due, task_id LIMIT :limit""";

    private static final String OPEN_TO_PERFORM = OPEN.formatted("performer");

    private static final String OPEN_OF_REFERRER = OPEN.formatted("referrer");

    private static final String OPEN_TO_COORDINATE = OPEN.formatted("coordinator");

    private static final String LOADS = """
            WITH waiting AS (
              SELECT performer, count(*) AS open, count(*) FILTER (WHERE due < :now) AS late
                FROM referral_case
               WHERE performer = ANY (:facilities) AND open AND state = ANY (:states)
               GROUP BY performer),
            answering AS (
              SELECT performer,
                     percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM answered - sent)) / 60 AS minutes
                FROM referral_case
               WHERE performer = ANY (:facilities) AND sent >= :since AND answered IS NOT NULL
               GROUP BY performer)
            SELECT performer, COALESCE(open, 0) AS open, COALESCE(late, 0) AS late, minutes
              FROM waiting FULL JOIN answering USING (performer)""";

    /** How long back answers say how fast a facility is. */
    private static final Duration LATELY = Duration.ofDays(90);

    private static final String LATE = """
            SELECT task_id FROM referral_case WHERE next_step <= :now ORDER BY next_step LIMIT :limit""";

    private static final String IS_LATE = """
            SELECT EXISTS (SELECT FROM referral_case WHERE task_id = :task AND next_step <= :now)""";

    private static final String POSTPONE = """
            UPDATE referral_case SET next_step = :until WHERE task_id = :task AND next_step < :until""";

    /** Before every Task. */
    private static final Place BEGINNING = new Place(-1, Instant.EPOCH, "");

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
                        .param("due", one.due().atOffset(ZoneOffset.UTC))
                        .param(
                                "next",
                                one.nextStep()
                                        .map(time -> time.atOffset(ZoneOffset.UTC))
                                        .orElse(null))
                        .param("coordinator", one.coordinator().orElse(null))
                        .param("category", one.category())
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
    public List<Place> open(Side side, String facility, Set<String> states, Optional<Place> after, int limit) {
        var place = after.orElse(BEGINNING);
        var sql = switch (side) {
            case PERFORMER -> OPEN_TO_PERFORM;
            case REFERRER -> OPEN_OF_REFERRER;
            case COORDINATOR -> OPEN_TO_COORDINATE;
        };
        return jdbc.sql(sql)
                .param("facility", facility)
                .param("states", states.toArray(String[]::new))
                .param("urgency", place.urgency())
                .param("due", place.due().atOffset(ZoneOffset.UTC))
                .param("task", place.taskId())
                .param("limit", limit)
                .query((row, _) -> new Place(row.getInt("urgency"), time(row, "due"), row.getString("task_id")))
                .list();
    }

    @Override
    public List<String> late(Instant now, int limit) {
        return jdbc.sql(LATE)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("limit", limit)
                .query((row, _) -> row.getString("task_id"))
                .list();
    }

    @Override
    public boolean isLate(String taskId, Instant now) {
        return jdbc.sql(IS_LATE)
                .param("task", taskId)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(Boolean.class)
                .single();
    }

    @Override
    public void postpone(String taskId, Instant until) {
        jdbc.sql(POSTPONE)
                .param("task", taskId)
                .param("until", until.atOffset(ZoneOffset.UTC))
                .update();
    }

    @Override
    public Map<String, Load> loads(Set<String> facilities, Set<String> states, Instant now) {
        var loads = new HashMap<String, Load>();
        jdbc.sql(LOADS)
                .param("facilities", facilities.toArray(String[]::new))
                .param("states", states.toArray(String[]::new))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("since", now.minus(LATELY).atOffset(ZoneOffset.UTC))
                .query(row -> {
                    loads.put(
                            row.getString("performer"), new Load(row.getInt("open"), row.getInt("late"), minutes(row)));
                });
        return loads;
    }

    private static OptionalDouble minutes(ResultSet row) throws SQLException {
        double minutes = row.getDouble("minutes");
        return row.wasNull() ? OptionalDouble.empty() : OptionalDouble.of(minutes);
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
                time(row, "since"),
                time(row, "due"),
                Optional.ofNullable(row.getObject("next_step", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant),
                Optional.ofNullable(row.getString("coordinator")),
                row.getString("category"));
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
