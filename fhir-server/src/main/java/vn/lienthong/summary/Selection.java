package vn.lienthong.summary;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.lienthong.shared.ResourceKey;

/** What of a record goes into its summary. */
public final class Selection {

    /** Types that are looked at: those of entries, and those in a record that entries refer to. */
    public static final Set<String> TYPES = Set.of(
            "Patient",
            "AllergyIntolerance",
            "CarePlan",
            "ClinicalImpression",
            "Condition",
            "Consent",
            "Device",
            "DeviceUseStatement",
            "DiagnosticReport",
            "Flag",
            "ImagingStudy",
            "Immunization",
            "ImmunizationRecommendation",
            "MedicationRequest",
            "MedicationStatement",
            "Observation",
            "Procedure",
            "Specimen");

    /** They are told of by what refers to them. */
    private static final Set<String> ONLY_REFERRED_TO = Set.of("Patient", "Device", "ImagingStudy", "Specimen");

    private final Map<SectionKind, Part> parts;

    /**
     * One section.
     *
     * @param items what is shown
     * @param all how many there were to show
     */
    record Part(SectionKind kind, List<Item> items, int all) {

        Part {
            items = List.copyOf(items);
        }
    }

    private Selection(Map<SectionKind, Part> parts) {
        this.parts = parts;
    }

    /** Whether resources of this type are entries of a section, so that they have to be read. */
    public static boolean tells(String type) {
        return TYPES.contains(type) && !ONLY_REFERRED_TO.contains(type);
    }

    public static Selection of(List<Recorded> recorded, SummaryLimits limits) {
        var bySection = new EnumMap<SectionKind, List<Recorded>>(SectionKind.class);
        recorded.stream()
                .sorted(Recorded.NEWEST_FIRST)
                .forEach(one -> Sections.of(one)
                        .ifPresent(kind -> bySection
                                .computeIfAbsent(kind, _ -> new ArrayList<>())
                                .add(one)));
        var parts = new EnumMap<SectionKind, Part>(SectionKind.class);
        for (var kind : SectionKind.values()) {
            var items = Sameness.items(kind, bySection.getOrDefault(kind, List.of()));
            if (kind == SectionKind.PAST_PROBLEMS) {
                items = without(items, parts.get(SectionKind.PROBLEMS));
            }
            if (!items.isEmpty() || kind.required()) {
                parts.put(kind, new Part(kind, newest(kind, items, limits), items.size()));
            }
        }
        return new Selection(parts);
    }

    private static List<Item> newest(SectionKind kind, List<Item> items, SummaryLimits limits) {
        var counts = new HashMap<String, Integer>();
        var newest = new ArrayList<Item>();
        for (var item : items) {
            // Reports do not take the room of the results that they report.
            var counted = kind == SectionKind.RESULTS ? item.shown().key().type() : "";
            if (counts.merge(counted, 1, Integer::sum) <= limits.of(kind, item.shown())) {
                newest.add(new Item(item.shown().opened(), item.facilities()));
            }
        }
        return newest;
    }

    /** A disease that is there again is not over. */
    private static List<Item> without(List<Item> past, @Nullable Part present) {
        var codes = new HashSet<String>();
        if (present != null) {
            present.items().forEach(item -> codes.add(identity(item)));
        }
        codes.remove("");
        return past.stream().filter(item -> !codes.contains(identity(item))).toList();
    }

    private static String identity(Item item) {
        return Concepts.identity(item.shown().content().path("code"));
    }

    List<Part> parts() {
        return List.copyOf(parts.values());
    }

    /** The resources that sections refer to, each once, in the order of the sections. */
    public List<Recorded> entries() {
        var entries = new LinkedHashMap<ResourceKey, Recorded>();
        parts.values()
                .forEach(part ->
                        part.items().forEach(item -> entries.put(item.shown().key(), item.shown())));
        return List.copyOf(entries.values());
    }
}
