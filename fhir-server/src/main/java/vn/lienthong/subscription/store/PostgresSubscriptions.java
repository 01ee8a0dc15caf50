package vn.lienthong.subscription.store;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.lienthong.access.ChangeTopic;
import vn.lienthong.access.Changes.Place;
import vn.lienthong.access.Changes.Seen;
import vn.lienthong.security.PurposeOfUse;
import vn.lienthong.shared.ExchangeProperties;
import vn.lienthong.shared.FacilityCode;
import vn.lienthong.shared.ResourceKey;
import vn.lienthong.shared.Sealing;
import vn.lienthong.subscription.Event;
import vn.lienthong.subscription.Subscriber;
import vn.lienthong.subscription.Subscription;
import vn.lienthong.subscription.Subscription.Status;
import vn.lienthong.subscription.Subscription.Wish;
import vn.lienthong.subscription.Subscriptions;

/** Subscriptions as rows; headers are sealed, since they may hold what opens an endpoint. */
@Repository
class PostgresSubscriptions implements Subscriptions {

    private static final String PUT = """
            INSERT INTO subscription (id, user_id, user_name, facility, purpose_of_use, client, scopes, topic, filters,
                                      endpoint, headers, named, heartbeat, at_once, ends, status, next_step)
            VALUES (:id, :userId, :userName, :facility, :purpose, :client, :scopes, :topic, :filters,
                    :endpoint, :headers, :named, :heartbeat, :atOnce, :ends, :status, :next)
                ON CONFLICT (id) DO UPDATE
               SET user_id = excluded.user_id, user_name = excluded.user_name, facility = excluded.facility,
                   purpose_of_use = excluded.purpose_of_use, client = excluded.client, scopes = excluded.scopes,
                   topic = excluded.topic, filters = excluded.filters, endpoint = excluded.endpoint,
                   headers = excluded.headers, named = excluded.named, heartbeat = excluded.heartbeat,
                   at_once = excluded.at_once, ends = excluded.ends, status = excluded.status, attempts = 0,
                   next_step = excluded.next_step, leased_until = NULL, failing_since = NULL""";

    private static final String ALL = """
            SELECT id, user_id, user_name, facility, purpose_of_use, client, scopes, topic, filters, endpoint, headers,
                   named, heartbeat, at_once, ends, status, number, attempts, told, failing_since
              FROM subscription""";

    private static final String COUNT_OF =
            "SELECT count(*) FROM subscription WHERE facility = :facility AND status <> 'off'";

    private static final String LOCK_PLACE =
            "SELECT transaction, position FROM subscription_place FOR UPDATE SKIP LOCKED";

    private static final String MOVE = "UPDATE subscription_place SET transaction = :transaction, position = :position";

    private static final String ADD = """
            INSERT INTO subscription_event (subscription, type, id, version, deleted, occurred)
            SELECT * FROM unnest(:subscriptions::text[], :types::text[], :ids::text[], :versions::int[],
                                 :deleted::boolean[], :occurred::text[]::timestamptz[])""";

    /** One that fails keeps its rhythm. */
    private static final String WAKE = """
            UPDATE subscription SET next_step = :now
             WHERE id = ANY (:ids) AND status = 'active' AND attempts = 0
               AND (next_step IS NULL OR next_step > :now)""";

    private static final String CLAIM = """
            UPDATE subscription SET leased_until = :until
             WHERE id = (SELECT id FROM subscription
                          WHERE next_step <= :now AND (leased_until IS NULL OR leased_until <= :now)
                          ORDER BY next_step LIMIT 1 FOR UPDATE SKIP LOCKED)
            RETURNING id""";

    private static final String SETTLE = """
            UPDATE subscription s
               SET status = :status, attempts = :attempts, told = coalesce(:told::timestamptz, told),
                   failing_since = :failingSince::timestamptz, leased_until = NULL,
                   next_step = CASE WHEN :status = 'active' AND :attempts::int = 0
                                     AND EXISTS (SELECT FROM subscription_event e
                                                  WHERE e.subscription = s.id AND e.state = 'waiting')
                                    THEN :now::timestamptz ELSE :next::timestamptz END
             WHERE id = :id AND leased_until = :until""";

    private static final String EVENTS = """
            SELECT place, number, type, id, version, deleted, occurred FROM subscription_event""";

    private static final String STATE =
            "UPDATE subscription_event SET state = :state WHERE subscription = :id AND place = ANY (:places)";

    private static final String NUMBER = """
            WITH named AS (UPDATE subscription SET number = number + :count WHERE id = :id
                           RETURNING number - :count AS last),
                 ordered AS (SELECT place, row_number() OVER (ORDER BY place) AS step
                               FROM unnest(:places::bigint[]) AS p(place))
            UPDATE subscription_event e SET number = named.last + ordered.step
              FROM named, ordered
             WHERE e.subscription = :id AND e.place = ordered.place
            RETURNING e.place, e.number, e.type, e.id, e.version, e.deleted, e.occurred""";

    private static final String REPLAY = """
            UPDATE subscription_event SET state = 'waiting'
             WHERE subscription = :id AND number IS NOT NULL
               AND CASE WHEN :from::bigint IS NULL THEN state = 'dead' ELSE number >= :from::bigint END""";

    private static final String FORGET = """
            DELETE FROM subscription_event e
             WHERE e.occurred < :before
               AND (e.state <> 'waiting'
                    OR EXISTS (SELECT FROM subscription s WHERE s.id = e.subscription AND s.status = 'off'))""";

    private final JdbcClient jdbc;
    private final Sealing sealing;

    PostgresSubscriptions(JdbcClient jdbc, ExchangeProperties exchange) {
        this.jdbc = jdbc;
        this.sealing = new Sealing("subscription-header", exchange);
    }

    @Override
    public void put(String id, Subscriber subscriber, Wish wish, Status status, Instant now) {
        jdbc.sql(PUT)
                .param("id", id)
                .param("userId", subscriber.userId())
                .param("userName", subscriber.userName())
                .param("facility", subscriber.facility().value())
                .param("purpose", subscriber.purpose().name())
                .param("client", subscriber.client())
                .param("scopes", subscriber.scopes())
                .param("topic", wish.topic().canonical())
                .param("filters", wish.filters().toArray(String[]::new))
                .param("endpoint", wish.endpoint().toString())
                .param("headers", sealing.seal(String.join("\n", wish.headers()).getBytes(StandardCharsets.UTF_8)))
                .param("named", wish.named())
                .param("heartbeat", wish.heartbeat().map(Duration::toSeconds).orElse(null))
                .param("atOnce", wish.atOnce())
                .param("ends", timestamp(wish.ends()))
                .param("status", status.code())
                .param("next", status == Status.OFF ? null : timestamp(now))
                .update();
    }

    @Override
    public void remove(String id) {
        jdbc.sql("DELETE FROM subscription WHERE id = :id").param("id", id).update();
    }

    @Override
    public Optional<Subscription> find(String id) {
        return jdbc.sql(ALL + " WHERE id = :id")
                .param("id", id)
                .query(this::subscription)
                .optional();
    }

    @Override
    public int countOf(String facility) {
        return jdbc.sql(COUNT_OF)
                .param("facility", facility)
                .query(Integer.class)
                .single();
    }

    @Override
    public List<Subscription> listening() {
        return jdbc.sql(ALL + " WHERE status IN ('active', 'error')")
                .query(this::subscription)
                .list();
    }

    @Override
    public Optional<Place> lockPlace() {
        return jdbc.sql(LOCK_PLACE)
                .query((row, _) -> new Place(row.getLong("transaction"), row.getLong("position")))
                .optional();
    }

    @Override
    public void moveTo(Place place) {
        jdbc.sql(MOVE)
                .param("transaction", place.transaction())
                .param("position", place.position())
                .update();
    }

    @Override
    public void add(Map<String, List<Seen>> seen, Instant now) {
        var names = new ArrayList<String>();
        var all = new ArrayList<Seen>();
        seen.forEach((id, each) -> each.forEach(one -> {
            names.add(id);
            all.add(one);
        }));
        jdbc.sql(ADD)
                .param("subscriptions", names.toArray(String[]::new))
                .param("types", all.stream().map(one -> one.key().type()).toArray(String[]::new))
                .param("ids", all.stream().map(one -> one.key().id()).toArray(String[]::new))
                .param("versions", all.stream().map(Seen::version).toArray(Integer[]::new))
                .param("deleted", all.stream().map(Seen::deleted).toArray(Boolean[]::new))
                .param(
                        "occurred",
                        all.stream().map(one -> one.occurred().toString()).toArray(String[]::new))
                .update();
        jdbc.sql(WAKE)
                .param("now", timestamp(now))
                .param("ids", seen.keySet().toArray(String[]::new))
                .update();
    }

    @Override
    public Optional<Lease> claim(Instant now, Instant until) {
        return jdbc.sql(CLAIM)
                .param("now", timestamp(now))
                .param("until", timestamp(until))
                .query(String.class)
                .optional()
                .flatMap(this::find)
                .map(subscription -> new Lease(subscription, until));
    }

    @Override
    public boolean settle(Lease lease, Standing standing, Instant now) {
        return jdbc.sql(SETTLE)
                        .param("id", lease.subscription().id())
                        .param("until", timestamp(lease.until()))
                        .param("status", standing.status().code())
                        .param("attempts", standing.attempts())
                        .param("told", orNull(standing.told()))
                        .param("failingSince", orNull(standing.failingSince()))
                        .param("next", orNull(standing.next()))
                        .param("now", timestamp(now))
                        .update()
                == 1;
    }

    @Override
    public List<Event> waiting(String id, int limit) {
        return jdbc.sql(EVENTS + " WHERE subscription = :id AND state = 'waiting' ORDER BY place LIMIT :limit")
                .param("id", id)
                .param("limit", limit)
                .query(PostgresSubscriptions::event)
                .list();
    }

    @Override
    public void drop(String id, Collection<Long> places) {
        jdbc.sql("DELETE FROM subscription_event WHERE subscription = :id AND place = ANY (:places)")
                .param("id", id)
                .param("places", places.toArray(Long[]::new))
                .update();
    }

    @Override
    public List<Event> number(String id, List<Event> events) {
        var without = events.stream()
                .filter(event -> event.number().isEmpty())
                .map(Event::place)
                .toList();
        if (without.isEmpty()) {
            return events;
        }
        var all = new ArrayList<>(
                events.stream().filter(event -> event.number().isPresent()).toList());
        all.addAll(jdbc.sql(NUMBER)
                .param("id", id)
                .param("count", without.size())
                .param("places", without.toArray(Long[]::new))
                .query(PostgresSubscriptions::event)
                .list());
        all.sort(java.util.Comparator.comparingLong(Event::place));
        return all;
    }

    @Override
    public void told(String id, Collection<Long> places) {
        state(id, places, "told");
    }

    @Override
    public void dead(String id, Collection<Long> places) {
        state(id, places, "dead");
    }

    private void state(String id, Collection<Long> places, String state) {
        jdbc.sql(STATE)
                .param("state", state)
                .param("id", id)
                .param("places", places.toArray(Long[]::new))
                .update();
    }

    @Override
    public List<Event> numbered(String id, long from, long until, int limit) {
        return jdbc.sql(EVENTS
                        + " WHERE subscription = :id AND number BETWEEN :from AND :until ORDER BY number LIMIT :limit")
                .param("id", id)
                .param("from", from)
                .param("until", until)
                .param("limit", limit)
                .query(PostgresSubscriptions::event)
                .list();
    }

    @Override
    public int replay(String id, OptionalLong from, Instant now) {
        int again = jdbc.sql(REPLAY)
                .param("id", id)
                .param("from", from.isPresent() ? (Object) from.getAsLong() : null)
                .update();
        jdbc.sql("UPDATE subscription SET attempts = 0, next_step = :now WHERE id = :id AND status <> 'off'")
                .param("now", timestamp(now))
                .param("id", id)
                .update();
        return again;
    }

    @Override
    public void forget(Instant before) {
        jdbc.sql(FORGET).param("before", timestamp(before)).update();
    }

    private Subscription subscription(ResultSet row, int number) throws SQLException {
        long heartbeat = row.getLong("heartbeat");
        boolean beats = !row.wasNull();
        return new Subscription(
                row.getString("id"),
                new Subscriber(
                        row.getString("user_id"),
                        row.getString("user_name"),
                        new FacilityCode(row.getString("facility")),
                        PurposeOfUse.valueOf(row.getString("purpose_of_use")),
                        row.getString("client"),
                        row.getString("scopes")),
                new Wish(
                        ChangeTopic.ofCanonical(row.getString("topic")).orElseThrow(),
                        Arrays.asList((String[]) row.getArray("filters").getArray()),
                        URI.create(row.getString("endpoint")),
                        headers(row.getBytes("headers")),
                        row.getBoolean("named"),
                        beats ? Optional.of(Duration.ofSeconds(heartbeat)) : Optional.empty(),
                        row.getInt("at_once"),
                        row.getTimestamp("ends").toInstant()),
                Status.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
                row.getLong("number"),
                row.getInt("attempts"),
                instant(row.getTimestamp("told")),
                instant(row.getTimestamp("failing_since")));
    }

    private List<String> headers(byte[] sealed) {
        var text = sealing.open(sealed)
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .orElseThrow(() -> new IllegalStateException(
                        "Headers of a subscription were sealed under another `lienthong.secret-key`"));
        return text.isEmpty() ? List.of() : text.lines().toList();
    }

    private static Event event(ResultSet row, int index) throws SQLException {
        long number = row.getLong("number");
        return new Event(
                row.getLong("place"),
                number == 0 ? OptionalLong.empty() : OptionalLong.of(number),
                new ResourceKey(row.getString("type"), row.getString("id")),
                row.getInt("version"),
                row.getBoolean("deleted"),
                row.getTimestamp("occurred").toInstant());
    }

    private static Optional<Instant> instant(@Nullable Timestamp timestamp) {
        return Optional.ofNullable(timestamp).map(Timestamp::toInstant);
    }

    private static @Nullable Timestamp orNull(Optional<Instant> instant) {
        return instant.map(Timestamp::from).orElse(null);
    }

    private static Timestamp timestamp(Instant instant) {
        return Timestamp.from(instant);
    }
}
