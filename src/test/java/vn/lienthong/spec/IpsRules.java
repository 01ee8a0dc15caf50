package vn.lienthong.spec;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * Rules of the profiles of the <a href="https://hl7.org/fhir/uv/ips/">International Patient Summary 2.0</a> that say more
 * than R4: cardinalities, fixed codes, types of entries, and references that resolve.
 */
final class IpsRules {

    private static final String PROBLEMS = "11450-4";
    private static final String ALLERGIES = "48765-2";
    private static final String MEDICATIONS = "10160-0";

    /** What may be an entry, by the LOINC code of the section. */
    private static final Map<String, Set<String>> ENTRIES = Map.ofEntries(
            Map.entry(PROBLEMS, Set.of("Condition")),
            Map.entry(ALLERGIES, Set.of("AllergyIntolerance")),
            Map.entry(MEDICATIONS, Set.of("MedicationStatement", "MedicationRequest")),
            Map.entry("104605-1", Set.of("Flag")),
            Map.entry("11369-6", Set.of("Immunization")),
            Map.entry("30954-2", Set.of("Observation", "DiagnosticReport")),
            Map.entry("47519-4", Set.of("Procedure")),
            Map.entry("8716-3", Set.of("Observation")),
            Map.entry("46264-8", Set.of("DeviceUseStatement")),
            Map.entry("11348-0", Set.of("Condition")),
            Map.entry("10162-6", Set.of("Observation")),
            Map.entry("29762-2", Set.of("Observation")),
            Map.entry("47420-5", Set.of("Condition", "ClinicalImpression")),
            Map.entry("18776-5", Set.of("CarePlan", "ImmunizationRecommendation")),
            Map.entry("42348-3", Set.of("Consent")));

    /** Elements that a profile requires and R4 does not; {@code x} for any type. */
    private static final Map<String, List<String>> REQUIRED = Map.ofEntries(
            Map.entry("Patient", List.of("name", "birthDate")),
            Map.entry("Condition", List.of("code", "subject")),
            Map.entry("AllergyIntolerance", List.of("code", "patient")),
            Map.entry("MedicationStatement", List.of("subject", "effectiveX")),
            Map.entry("MedicationRequest", List.of("subject")),
            Map.entry("Medication", List.of("code")),
            Map.entry("Procedure", List.of("code", "performedX")),
            Map.entry("DeviceUseStatement", List.of("timingX", "device")),
            Map.entry("DiagnosticReport", List.of("subject", "effectiveX")),
            Map.entry("Observation", List.of("subject", "effectiveX")),
            Map.entry("Organization", List.of("name")),
            Map.entry("Practitioner", List.of("name")),
            Map.entry("Specimen", List.of("type")));

    private final JsonNode bundle;
    private final Map<String, JsonNode> byUrl = new HashMap<>();
    private final List<String> broken = new ArrayList<>();

    private IpsRules(JsonNode bundle) {
        this.bundle = bundle;
    }

    /** What the document breaks, in words; empty if nothing. */
    static List<String> brokenBy(JsonNode bundle) {
        var rules = new IpsRules(bundle);
        rules.checkBundle();
        rules.checkComposition(bundle.at("/entry/0/resource"));
        rules.checkResources();
        return rules.broken;
    }

    private void must(boolean fulfilled, String rule) {
        if (!fulfilled) {
            broken.add(rule);
        }
    }

    private void checkBundle() {
        must(bundle.path("resourceType").asText().equals("Bundle"), "it is a Bundle");
        must(bundle.path("type").asText().equals("document"), "Bundle.type is document");
        must(bundle.at("/identifier/system").isTextual(), "Bundle.identifier.system");
        must(bundle.at("/identifier/value").isTextual(), "Bundle.identifier.value");
        must(bundle.path("timestamp").isTextual(), "Bundle.timestamp");
        must(bundle.path("entry").size() >= 2, "two entries");
        var counts = new HashMap<String, Integer>();
        for (var entry : bundle.path("entry")) {
            var url = entry.path("fullUrl").asText();
            must(!url.isEmpty() && entry.has("resource"), "an entry has fullUrl and resource");
            must(byUrl.put(url, entry.path("resource")) == null, "`%s` is there once".formatted(url));
            for (var other : List.of("search", "request", "response")) {
                must(!entry.has(other), "an entry of a document has no " + other);
            }
            counts.merge(entry.at("/resource/resourceType").asText(), 1, Integer::sum);
        }
        must(bundle.at("/entry/0/resource/resourceType").asText().equals("Composition"), "the Composition comes first");
        must(counts.getOrDefault("Composition", 0) == 1, "bdl-ips-1: one Composition");
        must(counts.getOrDefault("Patient", 0) == 1, "one Patient");
    }

    private void checkComposition(JsonNode composition) {
        must(composition.path("status").isTextual() && composition.path("date").isTextual(), "status and date");
        must(composition.path("title").isTextual(), "Composition.title");
        must(code(composition.path("type")).equals("60591-5"), "Composition.type is 60591-5");
        must(type(composition, composition.path("subject")).equals("Patient"), "the subject is the Patient within");
        must(!composition.path("author").isEmpty(), "an author");
        composition
                .path("author")
                .forEach(author -> must(!type(composition, author).isEmpty(), "the author is within"));
        narrative(composition, "Composition");
        must(composition.path("section").size() >= 3, "three sections");
        var seen = new HashSet<String>();
        for (var section : composition.path("section")) {
            must(seen.add(code(section.path("code"))), "each section once");
            checkSection(composition, section);
        }
        must(seen.containsAll(Set.of(PROBLEMS, ALLERGIES, MEDICATIONS)), "problems, allergies and medications");
    }

    private void checkSection(JsonNode composition, JsonNode section) {
        var code = code(section.path("code"));
        must(section.at("/code/coding/0/system").asText().equals("http://loinc.org"), code + " is of LOINC");
        must(section.path("title").isTextual(), code + " has a title");
        must(!section.has("section"), code + " has no sections");
        narrative(section, code);
        must(section.has("entry") != section.has("emptyReason"), "ips-comp-1: " + code + " has entries or a reason");
        for (var entry : section.path("entry")) {
            var type = type(composition, entry);
            must(
                    ENTRIES.getOrDefault(code, Set.of()).contains(type),
                    "%s: `%s` may not be an entry".formatted(code, type));
        }
    }

    private void narrative(JsonNode within, String name) {
        var div = within.at("/text/div").asText();
        must(within.at("/text/status").asText().equals("generated"), name + " has a narrative");
        must(div.startsWith("<div xmlns=\"http://www.w3.org/1999/xhtml\""), name + ".text.div is XHTML");
        try {
            var document = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(div)));
            must(!document.getDocumentElement().getTextContent().isBlank(), name + " says something");
        } catch (SAXException | IOException | ParserConfigurationException notXml) {
            broken.add(name + ".text.div: " + notXml.getMessage());
        }
    }

    private void checkResources() {
        byUrl.values().forEach(resource -> {
            var type = resource.path("resourceType").asText();
            for (var element : REQUIRED.getOrDefault(type, List.of())) {
                must(has(resource, element), type + "." + element + " is required");
            }
            for (var subject : List.of("subject", "patient")) {
                if (resource.path(subject).has("reference")) {
                    must(
                            type(resource, resource.path(subject)).equals("Patient"),
                            type + " is about the Patient within");
                }
            }
        });
    }

    private static boolean has(JsonNode resource, String element) {
        if (!element.endsWith("X")) {
            return resource.has(element);
        }
        var start = element.substring(0, element.length() - 1);
        return resource.properties().stream().anyMatch(member -> member.getKey().startsWith(start));
    }

    private static String code(JsonNode concept) {
        return concept.at("/coding/0/code").asText();
    }

    /** The type of what a reference leads to within the Bundle; empty where it leads out of it. */
    private String type(JsonNode from, JsonNode reference) {
        var text = reference.path("reference").asText();
        var url = byUrl.entrySet().stream()
                .filter(entry -> entry.getValue() == from)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("");
        var base = url.replaceFirst("/[A-Za-z]+/[^/]+$", "/");
        var found = byUrl.containsKey(text) ? byUrl.get(text) : byUrl.get(url.startsWith("http") ? base + text : text);
        return found == null ? "" : found.path("resourceType").asText();
    }
}
