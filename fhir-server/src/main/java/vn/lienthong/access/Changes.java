package vn.lienthong.access;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import vn.lienthong.identity.Patients;
import vn.lienthong.identity.Person;
import vn.lienthong.record.FeedStore;
import vn.lienthong.record.Home;
import vn.lienthong.record.RecordRow;
import vn.lienthong.record.RecordStore;
import vn.lienthong.record.RecordStore.Columns;
import vn.lienthong.search.Query;
import vn.lienthong.search.SearchParameters;
import vn.lienthong.security.Permission;
import vn.lienthong.security.Permissions;
import vn.lienthong.shared.ExchangeException;
import vn.lienthong.shared.ExchangeProperties;
import vn.lienthong.shared.Interaction;
import vn.lienthong.shared.Issue;
import vn.lienthong.shared.ResourceKey;

/**
 * The change feed through the one door: whoever follows it learns of what may be seen at that moment, by keys alone.
 *
 * <p>A place in the feed belongs to whoever follows it and keeps it.
 */
@Component
public class Changes {

    private static final Pattern FILTER = Pattern.compile("([A-Z][A-Za-z]+)(?:\\?(.+))?");

    private static final String REFERRAL_TASKS = "https://lienthong.vn/fhir/CodeSystem/referral-task|fulfil";

    private final FeedStore feed;
    private final RecordStore store;
    private final Patients patients;
    private final VisibleRows visibleRows;
    private final ChangeMatching matching;
    private final Queries queries;
    private final SearchParameters parameters;
    private final Auditing auditing;
    private final String base;

    Changes(
            FeedStore feed,
            RecordStore store,
            Patients patients,
            VisibleRows visibleRows,
            ChangeMatching matching,
            Queries queries,
            SearchParameters parameters,
            Auditing auditing,
            ExchangeProperties exchange) {
        this.feed = feed;
        this.store = store;
        this.patients = patients;
        this.visibleRows = visibleRows;
        this.matching = matching;
        this.queries = queries;
        this.parameters = parameters;
        this.auditing = auditing;
        this.base = exchange.fhirBase().toString();
    }

    /** Between two changes. */
    public record Place(long transaction, long position) {}

    /** One change, which nobody has been told of. */
    public record Change(Place place, OptionalLong patientKey, ResourceKey key, int version, boolean deleted) {}

    /** Who follows, as a caller, and what. */
    public record Following(AccessRequest request, ChangeInterest interest) {}

    /** A change that the follower may see. */
    public record Seen(ResourceKey key, int version, boolean deleted, Instant occurred) {}

    /** After all that happened so far. */
    public Place now() {
        var place = feed.now();
        return new Place(place.transaction(), place.position());
    }

    /** The next changes; none is skipped, however long its transaction took. */
    public List<Change> after(Place place, int limit) {
        return feed.after(new FeedStore.Place(place.transaction(), place.position()), limit).stream()
                .map(entry -> new Change(
                        new Place(entry.place().transaction(), entry.place().position()),
                        entry.patientKey(),
                        entry.key(),
                        entry.version(),
                        entry.deleted()))
                .toList();
    }

    /**
     * Reads what somebody wants to follow.
     *
     * @param filters such as {@code Observation?patient=Patient/1&code=…}; 400 for what cannot be understood
     */
    public ChangeInterest interest(ChangeTopic topic, List<String> filters) {
        Optional<Query> what = topic == ChangeTopic.REFERRAL
                ? Optional.of(queries.parse("Task", Map.of("code", List.of(REFERRAL_TASKS))))
                : Optional.empty();
        return new ChangeInterest(
                topic,
                what,
                filters.stream().map(filter -> filter(topic, filter)).toList());
    }

    private ChangeInterest.Filter filter(ChangeTopic topic, String text) {
        var matcher = FILTER.matcher(text);
        boolean known = matcher.matches() && isFollowed(topic, matcher.group(1));
        if (!known) {
            throw wrong("`%s` is no filter of this topic.".formatted(text));
        }
        var type = matcher.group(1);
        var given = matcher.group(2) == null
                ? new LinkedHashMap<String, List<String>>()
                : new LinkedHashMap<>(QueryString.parse(matcher.group(2)));
        var named = type.equals(ChangeInterest.ANY_TYPE)
                ? Optional.ofNullable(given.get("patient"))
                        .map(values -> new PatientParameter("patient", PatientParameter.ids(values.getFirst(), base)))
                        .filter(patient -> !patient.patientIds().isEmpty())
                : PatientParameter.of(type, given, parameters, base);
        named.ifPresent(patient -> given.remove(patient.name()));
        if (type.equals(ChangeInterest.ANY_TYPE) && !given.isEmpty()) {
            throw wrong("`%s` takes `patient` alone.".formatted(type));
        }
        return new ChangeInterest.Filter(
                type,
                named.map(PatientParameter::patientIds).map(Set::copyOf).orElse(Set.of()),
                given.isEmpty()
                        ? Optional.empty()
                        : Optional.of(RowQueries.parse(type, given, queries, Changes::wrong)));
    }

    private boolean isFollowed(ChangeTopic topic, String type) {
        return topic == ChangeTopic.REFERRAL
                ? type.equals("Task")
                : type.equals(ChangeInterest.ANY_TYPE) || parameters.knowsType(type);
    }

    private static ExchangeException wrong(String problem) {
        return Issue.malformed(
                "value", null, problem + " Example: `Observation?patient=Patient/22021-1&category=laboratory`.");
    }

    /** What of these changes each of them is told, by its name. Of several changes of a resource the last counts. */
    public Map<String, List<Seen>> seen(List<Change> changes, Map<String, Following> followers) {
        var latest = new LinkedHashMap<ResourceKey, Change>();
        changes.stream()
                .filter(change -> change.patientKey().isPresent())
                .forEach(change -> latest.put(change.key(), change));
        if (latest.isEmpty() || followers.isEmpty()) {
            return Map.of();
        }
        var rows = List.copyOf(store.findAll(latest.keySet(), Columns.SEARCH).values());
        var persons = patients.personsOf(latest.values().stream()
                .map(change -> change.patientKey().orElseThrow())
                .collect(Collectors.toSet()));
        var seen = new HashMap<String, List<Seen>>();
        followers.forEach((name, follower) -> {
            var told = seen(rows, persons, follower).stream()
                    .map(row -> seen(row, Objects.requireNonNull(latest.get(row.key()))))
                    .toList();
            if (!told.isEmpty()) {
                seen.put(name, told);
            }
        });
        return seen;
    }

    private List<RecordRow> seen(List<RecordRow> rows, Map<Long, Person> persons, Following follower) {
        var request = follower.request();
        var concerning = rows.stream()
                .filter(row -> readable(request, row.type()))
                .filter(matching.of(request, follower.interest(), persons))
                .toList();
        return concerning.isEmpty()
                ? List.of()
                : visibleRows.among(request, concerning).rows();
    }

    private static Seen seen(RecordRow row, Change change) {
        return new Seen(row.key(), change.version(), row.deleted(), row.lastUpdated());
    }

    private static boolean readable(AccessRequest request, String type) {
        return !(Permissions.check(request.caller(), Interaction.READ, type) instanceof Permission.Refused);
    }

    /** Those of these resources that the caller may see now; that it is told of them is on record when this returns. */
    public Set<ResourceKey> tell(
            AccessRequest request, Interaction interaction, ResourceKey subscription, Collection<ResourceKey> keys) {
        var asked = keys.stream().filter(key -> readable(request, key.type())).collect(Collectors.toSet());
        var visible = visibleRows.at(
                request, asked, store.findAll(asked, Columns.SEARCH).values());
        auditing.permitted(request, interaction, subscription.type(), Optional.of(subscription.id()), shown(visible));
        return visible.rows().stream().map(RecordRow::key).collect(Collectors.toUnmodifiableSet());
    }

    /** Without those of whom nothing is told. */
    private static Visible shown(Visible visible) {
        var keys = new ArrayList<Long>();
        visible.rows().forEach(row -> {
            if (row.home() instanceof Home.OfPatient(var key)) {
                keys.add(key);
            }
        });
        var persons = visible.persons().stream()
                .filter(person -> person.patientKeys().stream().anyMatch(keys::contains))
                .toList();
        return new Visible(visible.rows(), visible.bases(), persons);
    }
}
