package vn.lienthong.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import vn.lienthong.access.ResultBundle.Entry;
import vn.lienthong.directory.Facilities;
import vn.lienthong.directory.Facility;
import vn.lienthong.record.Home;
import vn.lienthong.record.Packing;
import vn.lienthong.record.RecordRow;
import vn.lienthong.record.RecordStore;
import vn.lienthong.record.RecordStore.Columns;
import vn.lienthong.record.ResourceTypes;
import vn.lienthong.shared.ExchangeProperties;
import vn.lienthong.shared.Interaction;
import vn.lienthong.shared.Issue;
import vn.lienthong.shared.ResourceKey;
import vn.lienthong.shared.UuidV7;
import vn.lienthong.summary.PartialJson;
import vn.lienthong.summary.Recorded;
import vn.lienthong.summary.Referred;
import vn.lienthong.summary.Selection;
import vn.lienthong.summary.SummaryComposition;
import vn.lienthong.summary.SummaryHead;
import vn.lienthong.summary.SummaryLanguage;

/**
 * <a href="https://hl7.org/fhir/uv/ips/OperationDefinition-summary.html">Patient/[id]/$summary</a>: the International
 * Patient Summary over all registrations of the person, for one reader.
 *
 * <p>One read brings the rows of the types that sections tell of, with their bodies; what they refer to outside the record
 * is looked up at once. Stored bodies are spliced in; parsed is only what the narratives tell.
 */
@Component
public class Summaries {

    /** What an entry needs to be understood. Encounters, orders and reasons would bring the whole record along. */
    private static final Set<String> FOLLOWED = Set.of(
            "Device",
            "ImagingStudy",
            "Medication",
            "Observation",
            "Organization",
            "Practitioner",
            "PractitionerRole",
            "Specimen");

    private final Gate gate;
    private final Deciders deciders;
    private final BundleWriter bundles;
    private final VisibleRows visibleRows;
    private final RecordStore store;
    private final Packing packing;
    private final Facilities facilities;
    private final Auditing auditing;
    private final UuidV7 ids;
    private final SummaryProperties properties;
    private final String base;

    Summaries(
            Gate gate,
            Deciders deciders,
            BundleWriter bundles,
            VisibleRows visibleRows,
            RecordStore store,
            Packing packing,
            Facilities facilities,
            Auditing auditing,
            UuidV7 ids,
            SummaryProperties properties,
            ExchangeProperties exchange) {
        this.gate = gate;
        this.deciders = deciders;
        this.bundles = bundles;
        this.visibleRows = visibleRows;
        this.store = store;
        this.packing = packing;
        this.facilities = facilities;
        this.auditing = auditing;
        this.ids = ids;
        this.properties = properties;
        this.base = exchange.fhirBase().toString();
    }

    public Document of(
            AccessRequest request, String patientId, Map<String, List<String>> given, SummaryLanguage language) {
        gate.check(request, Interaction.SUMMARY, "Patient");
        new SummaryParameters(given).check();
        return made(request, new ResourceKey("Patient", patientId), language, _ -> true);
    }

    /**
     * A summary of what the caller's own facility recorded, to be kept as it is now and sent to another facility: nothing
     * of what others recorded, which this patient may have refused to the reader, and nothing sensitive.
     *
     * @return a Bundle without an id
     */
    public ObjectNode toSend(AccessRequest request, String patientId) {
        gate.check(request, Interaction.SUMMARY, "Patient");
        var own = deciders.custodianships(request.caller());
        var document = made(
                request,
                new ResourceKey("Patient", patientId),
                SummaryLanguage.VIETNAMESE,
                row -> row.home() instanceof Home.Shared
                        || (own.contains(row.custodian())
                                && RowCursor.sensitivity(row.labels()).isEmpty()));
        // As all that is stored refers: a reference to this exchange has no address in it.
        var text = new String(bundles.toBytes(document), StandardCharsets.UTF_8)
                .replace("\"reference\":\"" + base + "/", "\"reference\":\"");
        var sent = (ObjectNode) PartialJson.whole(text.getBytes(StandardCharsets.UTF_8));
        // A document is as sensitive as the visits that it names. This one tells of findings and not of visits.
        sent.path("entry").forEach(entry -> ((ObjectNode) entry.path("resource")).remove("encounter"));
        return sent;
    }

    private Document made(
            AccessRequest request, ResourceKey patient, SummaryLanguage language, Predicate<RecordRow> chosen) {
        var visible = visibleRows.ofPatient(request, patient.id(), Selection.TYPES, Columns.BODY);
        var rows = new LinkedHashMap<ResourceKey, RecordRow>();
        visible.rows().stream()
                .filter(row -> row.key().equals(patient) || chosen.test(row))
                .forEach(row -> rows.put(row.key(), row));
        if (!rows.containsKey(patient)) {
            auditing.absent(request, Interaction.SUMMARY, patient, visible.patients());
            throw Issue.unknown(patient);
        }
        try (var unpacker = packing.unpacker()) {
            var trail = new Trail();
            trail.add(visible);
            var selection = Selection.of(recorded(rows.values(), unpacker), properties.limits());
            var subject = PartialJson.whole(unpacker.unpack(row(rows, patient).requireBody()));
            var content = new LinkedHashMap<ResourceKey, RecordRow>();
            content.put(patient, row(rows, patient));
            selection.entries().forEach(entry -> content.put(entry.key(), row(rows, entry.key())));
            referred(request, references(selection, subject), rows, content.keySet(), trail)
                    .forEach((key, row) -> {
                        if (chosen.test(row)) {
                            content.put(key, row);
                        }
                    });
            auditing.permitted(request, Interaction.SUMMARY, "Patient", Optional.of(patient.id()), trail.of(List.of()));
            var head = new SummaryHead(ids.next(), request.now(), patient, confidentiality(content.values()), language);
            var composition =
                    new SummaryComposition(head, new Referred(base, trees(content, unpacker))).json(selection, subject);
            return document(head, composition, content.values(), new OneSubject(patient.id(), visible.persons(), base));
        }
    }

    private Document document(
            SummaryHead head, String composition, Collection<RecordRow> content, OneSubject oneSubject) {
        var entries = new ArrayList<Entry>();
        entries.add(Entry.made("urn:uuid:" + head.id(), composition));
        for (var row : content) {
            entries.add(oneSubject
                    .rewritten(row, () -> packing.unpack(row.requireBody()))
                    .map(json -> Entry.made(base + "/" + row.key(), json))
                    .orElseGet(() -> Entry.match(row, null, base)));
        }
        entries.add(Entry.made(SummaryComposition.AUTHOR_URL, SummaryComposition.AUTHOR));
        return new Document(ids.next(), head.made(), entries);
    }

    private static RecordRow row(Map<ResourceKey, RecordRow> rows, ResourceKey key) {
        var row = rows.get(key);
        if (row == null) {
            throw new IllegalStateException("An entry of a summary is one of the rows that it was chosen from");
        }
        return row;
    }

    private List<Recorded> recorded(Collection<RecordRow> rows, Packing.Unpacker unpacker) {
        var names = new HashMap<String, String>();
        return rows.stream()
                .filter(row -> Selection.tells(row.type()))
                .map(row -> Recorded.read(
                        row.key(),
                        names.computeIfAbsent(row.custodian(), this::facility),
                        time(row),
                        unpacker.unpack(row.requireBody())))
                .toList();
    }

    private String facility(String code) {
        return facilities.find(code).map(Facility::name).orElse(code);
    }

    private static Instant time(RecordRow row) {
        return row.clinicalStart() != null
                ? row.clinicalStart()
                : row.clinicalEnd() != null ? row.clinicalEnd() : row.lastUpdated();
    }

    private Set<ResourceKey> references(Selection selection, JsonNode subject) {
        var references = new LiteralReferences(base).addAll(subject);
        selection.entries().forEach(entry -> references.addAll(entry.content()));
        return references.found().stream()
                .filter(key -> FOLLOWED.contains(key.type()))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /**
     * What entries refer to: of the record it is at hand, or hidden as if it never arrived. The rest is looked up, that of
     * the directory apart from devices: whether there is one must not show in what the database is asked.
     */
    private Map<ResourceKey, RecordRow> referred(
            AccessRequest request,
            Set<ResourceKey> references,
            Map<ResourceKey, RecordRow> rows,
            Set<ResourceKey> known,
            Trail trail) {
        var elsewhere = new LinkedHashMap<ResourceKey, RecordRow>();
        var missing = references.stream()
                .filter(key -> !rows.containsKey(key))
                .filter(key ->
                        ResourceTypes.forEverybody(key.type()) || key.type().equals("Device"))
                .collect(Collectors.partitioningBy(key -> ResourceTypes.forEverybody(key.type())));
        missing.values().forEach(keys -> lookUp(request, keys, trail).forEach(row -> elsewhere.put(row.key(), row)));
        var found = new LinkedHashMap<ResourceKey, RecordRow>();
        for (var key : references) {
            var row = rows.getOrDefault(key, elsewhere.get(key));
            if (row != null && !known.contains(key)) {
                found.put(key, row);
            }
        }
        return found;
    }

    private List<RecordRow> lookUp(AccessRequest request, List<ResourceKey> keys, Trail trail) {
        if (keys.isEmpty()) {
            return List.of();
        }
        var rows = store.findAll(keys, Columns.SEARCH).values().stream()
                .filter(row -> !row.deleted())
                .toList();
        return store.withBodies(trail.add(visibleRows.at(request, keys, rows)));
    }

    /** Of what narratives name by what is referred to. */
    private static Map<ResourceKey, JsonNode> trees(Map<ResourceKey, RecordRow> content, Packing.Unpacker unpacker) {
        var trees = new HashMap<ResourceKey, JsonNode>();
        content.forEach((key, row) -> {
            if (key.type().equals("Medication") || key.type().equals("Device")) {
                trees.put(key, PartialJson.whole(unpacker.unpack(row.requireBody())));
            }
        });
        return trees;
    }

    private static String confidentiality(Collection<RecordRow> content) {
        var labels = content.stream().flatMap(row -> row.labels().stream()).collect(Collectors.toSet());
        return labels.contains("V") ? "V" : labels.contains("R") ? "R" : "N";
    }
}
