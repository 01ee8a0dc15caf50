package vn.lienthong.access;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.lienthong.access.ResultBundle.Link;
import vn.lienthong.record.HistoryStore.Step;
import vn.lienthong.record.RecordRow;
import vn.lienthong.record.RecordStore;
import vn.lienthong.record.RecordStore.Version;
import vn.lienthong.shared.ExchangeProperties;
import vn.lienthong.shared.Interaction;
import vn.lienthong.shared.Issue;
import vn.lienthong.shared.ResourceKey;

/**
 * <a href="https://hl7.org/fhir/R4/http.html#history">history</a> of one id, newest first, in pages. Versions are decided
 * on by their columns; only the bodies of one page are opened.
 */
@Component
public class InstanceHistory {

    private static final Comparator<Version> NEWEST_FIRST = Comparator.comparingInt(
                    (Version version) -> version.row().version())
            .reversed();

    private final RecordStore store;
    private final VisibleRows visibleRows;
    private final Auditing auditing;
    private final Gate gate;
    private final HistoryEntries entries;
    private final PageLinks links;
    private final AccessProperties properties;
    private final String base;

    InstanceHistory(
            RecordStore store,
            VisibleRows visibleRows,
            Auditing auditing,
            Gate gate,
            HistoryEntries entries,
            PageLinks links,
            AccessProperties properties,
            ExchangeProperties exchange) {
        this.store = store;
        this.visibleRows = visibleRows;
        this.auditing = auditing;
        this.gate = gate;
        this.entries = entries;
        this.links = links;
        this.properties = properties;
        this.base = exchange.fhirBase().toString();
    }

    /**
     * One page of the versions that may be seen; 404 when the newest one may not.
     *
     * @param given {@code _count}, {@code _since}, {@code _at}; {@code _page} alone continues
     */
    public ResultBundle of(AccessRequest request, ResourceKey key, Map<String, List<String>> given) {
        gate.check(request, Interaction.HISTORY, key.type());
        var asked = new LinkedHashMap<>(given);
        var link = asked.remove(PageLinks.PARAMETER);
        var page = link == null ? null : links.open(link.getFirst(), scope(key), request.now());
        var parameters = HistoryParameters.parse(page == null ? asked : page.parameters(), properties);
        var versions = visible(request, key);
        var matches = parameters.among(versions);
        var rest = page == null
                ? matches
                : matches.stream()
                        .filter(version -> version.row().version() < Integer.parseInt(page.place()))
                        .toList();
        var shown = rest.subList(0, Math.min(rest.size(), parameters.limit()));
        boolean more = shown.size() < rest.size();
        return new ResultBundle(
                "history",
                OptionalInt.of(matches.size()),
                links(request, key, parameters, more ? shown.getLast() : null),
                entries.of(steps(versions, shown)));
    }

    private List<Version> visible(AccessRequest request, ResourceKey key) {
        var versions = store.versions(key);
        var visible = visibleRows.at(
                request, List.of(key), versions.stream().map(Version::row).toList());
        var shown = visible.rows().stream().map(RecordRow::version).collect(Collectors.toUnmodifiableSet());
        if (versions.isEmpty() || !shown.contains(versions.getFirst().row().version())) {
            auditing.absent(request, Interaction.HISTORY, key, visible.patients());
            throw Issue.unknown(key);
        }
        auditing.permitted(request, Interaction.HISTORY, key.type(), Optional.of(key.id()), visible);
        return versions.stream()
                .filter(version -> shown.contains(version.row().version()))
                .sorted(NEWEST_FIRST)
                .toList();
    }

    private static List<Step> steps(List<Version> all, List<Version> shown) {
        var deleted = all.stream()
                .map(Version::row)
                .filter(RecordRow::deleted)
                .map(RecordRow::version)
                .collect(Collectors.toUnmodifiableSet());
        return shown.stream()
                .map(version -> {
                    int number = version.row().version();
                    return new Step(version.row(), version.posted(), number == 1 || deleted.contains(number - 1), null);
                })
                .toList();
    }

    private static String scope(ResourceKey key) {
        return key + "/_history";
    }

    private List<Link> links(
            AccessRequest request, ResourceKey key, HistoryParameters parameters, @Nullable Version last) {
        var path = base + "/" + scope(key);
        var all = new ArrayList<Link>();
        all.add(new Link("self", SelfLink.of(path, parameters.given())));
        if (last != null) {
            var place = Integer.toString(last.row().version());
            var token = links.seal(scope(key), parameters.given(), place, request.now());
            all.add(new Link("next", "%s?%s=%s".formatted(path, PageLinks.PARAMETER, token)));
        }
        return all;
    }
}
