package vn.lienthong.access;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import vn.lienthong.access.HistorySources.Source;
import vn.lienthong.access.ResultBundle.Link;
import vn.lienthong.identity.Person;
import vn.lienthong.record.HistoryStore;
import vn.lienthong.record.HistoryStore.Place;
import vn.lienthong.record.HistoryStore.Step;
import vn.lienthong.record.HistoryStore.Window;
import vn.lienthong.record.RecordRow;
import vn.lienthong.record.RecordStore;
import vn.lienthong.record.RecordStore.Columns;
import vn.lienthong.record.ResourceTypes;
import vn.lienthong.search.SearchParameters;
import vn.lienthong.security.Permission;
import vn.lienthong.security.Permissions;
import vn.lienthong.shared.ExchangeProperties;
import vn.lienthong.shared.Interaction;
import vn.lienthong.shared.ResourceKey;

/**
 * <a href="https://hl7.org/fhir/R4/http.html#history">history</a> of a type and of the system, newest first, in pages, as
 * far as {@link HistorySources} lets the caller look.
 *
 * <p>A version is shown if it and the newest one of its resource may be seen. A record is read as a whole, so that nothing
 * of what is hidden in it shows in how often it is read; what a facility answers for and what everybody may read is read
 * page by page.
 */
@Component
public class SystemHistory {

    /** Where versions of a page are passed over, the next ones are read in pieces of this size. */
    private static final int PIECE = 1_000;

    private final Gate gate;
    private final HistorySources sources;
    private final HistoryStore history;
    private final RecordStore store;
    private final VisibleRows visibleRows;
    private final HistoryEntries entries;
    private final SearchParameters known;
    private final PageLinks links;
    private final Auditing auditing;
    private final AccessProperties properties;
    private final String base;

    SystemHistory(
            Gate gate,
            HistorySources sources,
            HistoryStore history,
            RecordStore store,
            VisibleRows visibleRows,
            HistoryEntries entries,
            SearchParameters known,
            PageLinks links,
            Auditing auditing,
            AccessProperties properties,
            ExchangeProperties exchange) {
        this.gate = gate;
        this.sources = sources;
        this.history = history;
        this.store = store;
        this.visibleRows = visibleRows;
        this.entries = entries;
        this.known = known;
        this.links = links;
        this.auditing = auditing;
        this.properties = properties;
        this.base = exchange.fhirBase().toString();
    }

    /**
     * One page.
     *
     * @param resume where the next page begins; empty when there is none
     * @param total of all versions that may be seen and fit, where that many were looked at
     */
    private record Page(List<Step> steps, Optional<Place> resume, OptionalInt total) {}

    /** What to read: a page of a source. */
    private record Ask(
            AccessRequest request,
            Collection<String> types,
            HistoryParameters parameters,
            Optional<Place> after,
            Trail trail) {}

    /**
     * One page of versions that may be seen.
     *
     * @param type empty for the system
     * @param given {@code _count}, {@code _since}, {@code _at}, {@code patient}; {@code _page} alone continues
     */
    public ResultBundle of(AccessRequest request, Optional<String> type, Map<String, List<String>> given) {
        gate.check(request, Interaction.HISTORY, type.orElse("Patient"));
        var asked = new LinkedHashMap<>(given);
        var link = asked.remove(PageLinks.PARAMETER);
        var scope = type.map(name -> name + "/").orElse("") + "_history";
        var former = link == null
                ? Optional.<PageLinks.Page>empty()
                : Optional.of(links.open(link.getFirst(), scope, request.now()));
        var parameters = HistoryParameters.parse(
                former.map(PageLinks.Page::parameters).orElse(asked), Set.of(HistorySources.PATIENT), properties);
        var source = sources.of(request, type, parameters.given());
        var trail = new Trail();
        var ask = new Ask(
                request, types(request, type, source), parameters, former.map(page -> place(page.place())), trail);
        var page = read(source, ask);
        audit(request, type, trail.of(List.of()));
        return new ResultBundle(
                "history", page.total(), links(request, scope, parameters, page.resume()), entries.of(page.steps()));
    }

    private Collection<String> types(AccessRequest request, Optional<String> type, Source source) {
        if (type.isPresent()) {
            return List.of(type.get());
        }
        return (source instanceof Source.Records ? ResourceTypes.ofRecords() : known.types())
                .stream()
                        .filter(ResourceTypes::stored)
                        .filter(name -> readable(request, name))
                        .collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean readable(AccessRequest request, String type) {
        return !(Permissions.check(request.caller(), Interaction.READ, type) instanceof Permission.Refused);
    }

    private Page read(Source source, Ask ask) {
        return switch (source) {
            case Source.Records(var persons, var looked, var bases) -> {
                ask.trail().add(new Visible(List.of(), bases, looked));
                yield inRecords(persons, ask);
            }
            case Source.OfCustodians(var custodians) ->
                inPieces(ask, window -> history.ofCustodians(custodians, ask.types(), window));
            case Source.OfEverybody() -> inPieces(ask, window -> history.ofEverybody(ask.types(), window));
        };
    }

    private Page inRecords(List<Person> persons, Ask ask) {
        var keys = persons.stream()
                .flatMap(person -> person.patientKeys().stream())
                .distinct()
                .toList();
        if (keys.isEmpty()) {
            return new Page(List.of(), Optional.empty(), OptionalInt.of(0));
        }
        // The patients come along, so that each person is decided on, whether or not there is anything else.
        var types = new TreeSet<>(ask.types());
        types.add("Patient");
        var matches = permitted(ask, history.ofPatients(keys, types)).stream()
                .filter(step -> ask.types().contains(step.row().type()))
                .filter(ask.parameters()::covers)
                .sorted((one, other) -> one.place().compareTo(other.place()))
                .toList();
        var rest = ask.after()
                .map(place -> matches.stream()
                        .filter(step -> step.place().compareTo(place) > 0)
                        .toList())
                .orElse(matches);
        var shown = rest.subList(0, Math.min(rest.size(), ask.parameters().limit()));
        boolean more = shown.size() < rest.size();
        return new Page(
                shown, more ? Optional.of(shown.getLast().place()) : Optional.empty(), OptionalInt.of(matches.size()));
    }

    /** Looks at no more versions than a search at candidates; the next page goes on from the last one. */
    private Page inPieces(Ask ask, Function<Window, List<Step>> source) {
        int limit = ask.parameters().limit();
        var matches = new ArrayList<Step>();
        var after = ask.after();
        int piece = limit + 1;
        boolean exhausted = false;
        for (int looked = 0; !exhausted && matches.size() <= limit && looked < properties.maxCandidates(); ) {
            var steps = source.apply(
                    new Window(ask.parameters().from(), ask.parameters().to(), after, piece));
            permitted(ask, steps).stream().filter(ask.parameters()::covers).forEach(matches::add);
            looked += steps.size();
            exhausted = steps.size() < piece;
            after = steps.isEmpty() ? after : Optional.of(steps.getLast().place());
            piece = PIECE;
        }
        if (matches.size() > limit) {
            var shown = matches.subList(0, limit);
            return new Page(shown, Optional.of(shown.getLast().place()), OptionalInt.empty());
        }
        boolean whole = exhausted && ask.after().isEmpty();
        return new Page(
                matches,
                exhausted ? Optional.empty() : after,
                whole ? OptionalInt.of(matches.size()) : OptionalInt.empty());
    }

    /** In their order those that may be seen, and whose newest version may be seen. */
    private List<Step> permitted(Ask ask, List<Step> steps) {
        var seen = places(ask, steps.stream().map(Step::row).toList());
        var newest = new HashSet<ResourceKey>();
        var older = new LinkedHashSet<ResourceKey>();
        for (var step : steps) {
            if (step.until() != null) {
                older.add(step.row().key());
            } else if (seen.contains(step.place())) {
                newest.add(step.row().key());
            }
        }
        boolean whole = steps.stream()
                .filter(step -> step.until() == null)
                .map(step -> step.row().key())
                .collect(Collectors.toSet())
                .containsAll(older);
        if (!whole) {
            places(ask, store.findAll(older, Columns.SEARCH).values()).forEach(place -> newest.add(place.key()));
        }
        return steps.stream()
                .filter(step -> seen.contains(step.place())
                        && newest.contains(step.row().key()))
                .toList();
    }

    private Set<Place> places(Ask ask, Collection<RecordRow> rows) {
        boolean following = ask.types().stream().anyMatch(Followers::isOne);
        var visible = visibleRows.among(ask.request(), rows, following);
        return ask.trail().add(visible).stream().map(Place::of).collect(Collectors.toSet());
    }

    private void audit(AccessRequest request, Optional<String> type, Visible visible) {
        if (type.isPresent()) {
            auditing.permitted(request, Interaction.HISTORY, type.get(), Optional.empty(), visible);
        } else {
            auditing.permitted(request, Interaction.HISTORY, visible);
        }
    }

    private List<Link> links(
            AccessRequest request, String scope, HistoryParameters parameters, Optional<Place> resume) {
        var path = base + "/" + scope;
        var all = new ArrayList<Link>();
        all.add(new Link("self", SelfLink.of(path, parameters.given())));
        resume.ifPresent(place -> {
            var token = links.seal(scope, parameters.given(), text(place), request.now());
            all.add(new Link("next", "%s?%s=%s".formatted(path, PageLinks.PARAMETER, token)));
        });
        return all;
    }

    private static String text(Place place) {
        return "%s %s %d".formatted(place.time(), place.key(), place.version());
    }

    private static Place place(String text) {
        var parts = text.split(" ", 3);
        return new Place(
                Instant.parse(parts[0]), ResourceKey.ofReference(parts[1]).orElseThrow(), Integer.parseInt(parts[2]));
    }
}
