package vn.lienthong.validation.fhir;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.hapi.converters.canonical.VersionCanonicalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.BiFunction;
import org.hl7.fhir.r4.model.MetadataResource;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.jspecify.annotations.Nullable;

/**
 * What the validator knows, by canonical URL: StructureDefinitions in R5's form, which HAPI's validator works in, and code
 * systems and value sets as they are. Kept once and slim: HAPI's own store keeps every definition in both forms with all
 * their prose, and needs more than twice the memory. Filled before it is used, and not changed afterwards.
 */
final class Definitions {

    /** R4's own definitions come in one version; a reference to another one of them means these. */
    private static final List<String> OF_R4 = List.of("http://hl7.org/fhir/", "http://terminology.hl7.org/");

    private final VersionCanonicalizer canonicalizer;
    private final Map<String, org.hl7.fhir.r5.model.StructureDefinition> structures = new HashMap<>();
    private final Map<String, MetadataResource> terminology = new HashMap<>();
    private final List<StructureDefinition> differential = new ArrayList<>();

    Definitions(FhirContext context) {
        this.canonicalizer = new VersionCanonicalizer(context);
    }

    /** Takes a StructureDefinition, CodeSystem or ValueSet in; a later one replaces one of the same URL. */
    void add(MetadataResource resource) {
        if (resource.getUrl() == null) {
            return;
        }
        Slimming.slim(resource);
        if (!(resource instanceof StructureDefinition structure)) {
            terminology.put(resource.getUrl(), resource);
        } else if (structure.hasSnapshot()) {
            put(canonicalizer.structureDefinitionToCanonical(structure));
        } else {
            differential.add(structure);
        }
    }

    void put(org.hl7.fhir.r5.model.StructureDefinition structure) {
        structures.put(structure.getUrl(), structure);
    }

    /** Those that came without a snapshot, each after the one that it is based on; what is based on nothing known last. */
    List<org.hl7.fhir.r5.model.StructureDefinition> withoutSnapshot() {
        var waiting = new ArrayList<>(differential);
        var urls = new TreeSet<>(
                differential.stream().map(StructureDefinition::getUrl).toList());
        var ordered = new ArrayList<org.hl7.fhir.r5.model.StructureDefinition>();
        boolean moved = true;
        while (moved) {
            moved = waiting.removeIf(next -> {
                if (urls.contains(plain(next.getBaseDefinition()))) {
                    return false;
                }
                urls.remove(next.getUrl());
                return ordered.add(canonicalizer.structureDefinitionToCanonical(next));
            });
        }
        waiting.forEach(next -> ordered.add(canonicalizer.structureDefinitionToCanonical(next)));
        return ordered;
    }

    private static String plain(@Nullable String canonical) {
        int version = canonical == null ? -1 : canonical.indexOf('|');
        return canonical == null ? "" : version < 0 ? canonical : canonical.substring(0, version);
    }

    org.hl7.fhir.r5.model.@Nullable StructureDefinition structure(String canonical) {
        return find(structures, canonical, (found, version) -> version.equals(found.getVersion()));
    }

    @Nullable
    MetadataResource terminology(String canonical) {
        return find(terminology, canonical, (found, version) -> version.equals(found.getVersion()));
    }

    private static <T> @Nullable T find(
            Map<String, T> among, String canonical, BiFunction<T, String, Boolean> isVersion) {
        int bar = canonical.indexOf('|');
        if (bar < 0) {
            return among.get(canonical);
        }
        var url = canonical.substring(0, bar);
        var found = among.get(url);
        boolean fits = found != null
                && (OF_R4.stream().anyMatch(url::startsWith) || isVersion.apply(found, canonical.substring(bar + 1)));
        return fits ? found : null;
    }

    List<org.hl7.fhir.r5.model.StructureDefinition> structures() {
        return List.copyOf(structures.values());
    }
}
