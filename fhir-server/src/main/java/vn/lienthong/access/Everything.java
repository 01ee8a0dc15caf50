package vn.lienthong.access;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.lienthong.access.ResultBundle.Entry;
import vn.lienthong.access.ResultBundle.Link;
import vn.lienthong.record.RecordRow;
import vn.lienthong.record.RecordStore;
import vn.lienthong.record.RecordStore.Columns;
import vn.lienthong.shared.ExchangeProperties;
import vn.lienthong.shared.Interaction;
import vn.lienthong.shared.Issue;
import vn.lienthong.shared.ResourceKey;

/**
 * The history: <a href="https://hl7.org/fhir/R4/patient-operation-everything.html">Patient/[id]/$everything</a> over all
 * registrations of the person.
 *
 * <p>Patients come first, then what is newest. The entry after the patients is an OperationOutcome that says which source
 * answered; it never counts what is hidden.
 */
@Component
public class Everything {

    private final Gate gate;
    private final VisibleRows visibleRows;
    private final RecordStore store;
    private final PageLinks links;
    private final Auditing auditing;
    private final AccessProperties properties;
    private final String base;

    Everything(
            Gate gate,
            VisibleRows visibleRows,
            RecordStore store,
            PageLinks links,
            Auditing auditing,
            AccessProperties properties,
            ExchangeProperties exchange) {
        this.gate = gate;
        this.visibleRows = visibleRows;
        this.store = store;
        this.links = links;
        this.auditing = auditing;
        this.properties = properties;
        this.base = exchange.fhirBase().toString();
    }

    public ResultBundle of(AccessRequest request, String patientId, Map<String, List<String>> given) {
        gate.check(request, Interaction.EVERYTHING, "Patient");
        var key = new ResourceKey("Patient", patientId);
        var asked = new LinkedHashMap<>(given);
        var link = asked.remove(PageLinks.PARAMETER);
        var page = link == null ? null : links.open(link.getFirst(), scope(key), request.now());
        var parameters = EverythingParameters.parse(page == null ? asked : page.parameters(), properties.maxHistory());
        // A whole record is read with its bodies at once; of a page only the bodies that it shows.
        boolean whole = parameters.count().isEmpty();
        var visible =
                visibleRows.ofPatient(request, patientId, parameters.types(), whole ? Columns.BODY : Columns.PLAIN);
        if (visible.rows().isEmpty()) {
            auditing.absent(request, Interaction.EVERYTHING, key, visible.patients());
            throw Issue.unknown(key);
        }
        var rows = visible.rows().stream()
                .filter(parameters::covers)
                .sorted(Everything::order)
                .toList();
        var rest = page == null ? rows : after(rows, page.place());
        var shown = rest.subList(0, Math.min(rest.size(), parameters.limit()));
        auditing.permitted(request, Interaction.EVERYTHING, "Patient", Optional.of(patientId), visible);
        boolean more = shown.size() < rest.size();
        return new ResultBundle(
                "searchset",
                OptionalInt.of(rows.size()),
                links(request, key, parameters, more ? shown.getLast() : null),
                entries(whole ? shown : store.withBodies(shown), page == null, request.now()));
    }

    private static String scope(ResourceKey patient) {
        return patient + "/$everything";
    }

    /** Patients first, then the newest; type and id make the order total, so that a page has one place to go on from. */
    private static int order(RecordRow one, RecordRow other) {
        boolean patient = one.type().equals("Patient");
        if (patient != other.type().equals("Patient")) {
            return patient ? -1 : 1;
        }
        int byTime = clinicalTime(other).compareTo(clinicalTime(one));
        return byTime != 0 ? byTime : one.key().compareTo(other.key());
    }

    private static Instant clinicalTime(RecordRow row) {
        return row.clinicalStart() != null
                ? row.clinicalStart()
                : row.clinicalEnd() != null ? row.clinicalEnd() : row.lastUpdated();
    }

    private static List<RecordRow> after(List<RecordRow> rows, String place) {
        var last = Place.parse(place);
        return rows.stream().filter(row -> last.before(row)).toList();
    }

    private List<Entry> entries(List<RecordRow> rows, boolean first, Instant now) {
        var entries = new ArrayList<Entry>(rows.size() + 1);
        rows.forEach(row -> entries.add(Entry.match(row, "match", base)));
        if (first) {
            int patients = (int)
                    rows.stream().filter(row -> row.type().equals("Patient")).count();
            entries.add(patients, Entry.outcome(sources(now)));
        }
        return entries;
    }

    /** One source today: the records hosted here. Connected nodes join this list when they are asked. */
    private String sources(Instant now) {
        return OutcomeJson.information(List.of(new Issue.Detail(
                "informational", null, "Source `%s`: answered at %s, as permitted to you.".formatted(base, now))));
    }

    private List<Link> links(
            AccessRequest request, ResourceKey key, EverythingParameters parameters, @Nullable RecordRow last) {
        var path = base + "/" + scope(key);
        var all = new ArrayList<Link>();
        all.add(new Link("self", SelfLink.of(path, parameters.given())));
        if (last != null) {
            var token =
                    links.seal(scope(key), parameters.given(), Place.of(last).toString(), request.now());
            all.add(new Link("next", "%s?%s=%s".formatted(path, PageLinks.PARAMETER, token)));
        }
        return all;
    }

    /** The place of a row in the history, as a page link carries it. */
    private record Place(boolean patient, Instant time, ResourceKey key) {

        static Place of(RecordRow row) {
            return new Place(row.type().equals("Patient"), clinicalTime(row), row.key());
        }

        static Place parse(String text) {
            var parts = text.split(" ", 4);
            return new Place(parts[0].equals("p"), Instant.parse(parts[1]), new ResourceKey(parts[2], parts[3]));
        }

        boolean before(RecordRow row) {
            boolean other = row.type().equals("Patient");
            if (patient != other) {
                return patient;
            }
            int byTime = clinicalTime(row).compareTo(time);
            return byTime != 0 ? byTime < 0 : row.key().compareTo(key) > 0;
        }

        @Override
        public String toString() {
            return "%s %s %s %s".formatted(patient ? "p" : "-", time, key.type(), key.id());
        }
    }
}
