package vn.lienthong.summary;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.temporal.ChronoUnit;

/**
 * The <a href="https://hl7.org/fhir/uv/ips/StructureDefinition-Composition-uv-ips.html">IPS Composition</a> of a selection,
 * and the device that is its author.
 */
public final class SummaryComposition {

    /** The profile that it conforms to. */
    public static final String PROFILE = "http://hl7.org/fhir/uv/ips/StructureDefinition/Composition-uv-ips";

    /** The same in each summary: one exchange makes them all. */
    public static final String AUTHOR_URL = "urn:uuid:7d1f9a52-5f0c-4b1e-9c57-2f6f0c1f3a10";

    /** A summary has no human author, and says so. */
    public static final String AUTHOR = """
            {"resourceType":"Device","status":"active","deviceName":[{"name":"Liên Thông","type":"user-friendly-name"}],\
            "type":{"text":"Health information exchange"}}""";

    private static final String LOINC = "http://loinc.org";
    private static final Words TITLE = Words.of("Tóm tắt hồ sơ sức khỏe", "Patient summary");
    private static final Words NO_INFORMATION = Words.of("Không có thông tin", "No information available");

    private final SummaryHead head;
    private final Referred referred;
    private final Narratives narratives;

    public SummaryComposition(SummaryHead head, Referred referred) {
        this.head = head;
        this.referred = referred;
        this.narratives = new Narratives(new Wording(head.language(), referred));
    }

    /** @param patient the named registration, whole */
    public String json(Selection selection, JsonNode patient) {
        var json = JsonNodeFactory.instance.objectNode();
        json.put("resourceType", "Composition").put("id", head.id());
        json.putObject("meta").putArray("profile").add(PROFILE);
        json.put("language", head.language().code());
        text(json, narratives.of(patient, head.made()));
        json.put("status", "final");
        concept(json.putObject("type"), LOINC, "60591-5", "Patient summary Document");
        reference(json.putObject("subject"), head.subject().toString());
        json.put("date", head.made().truncatedTo(ChronoUnit.MILLIS).toString());
        json.putArray("author").addObject().put("reference", AUTHOR_URL).put("display", "Liên Thông");
        json.put("title", TITLE.in(head.language()));
        json.put("confidentiality", head.confidentiality());
        var sections = json.putArray("section");
        selection.parts().forEach(part -> section(sections.addObject(), part));
        return json.toString();
    }

    private void section(ObjectNode json, Selection.Part part) {
        var kind = part.kind();
        json.put("title", kind.title().in(head.language()));
        concept(json.putObject("code"), LOINC, kind.loinc(), kind.display());
        if (part.items().isEmpty()) {
            text(json, narratives.empty());
            // Whether something is hidden or was never there is not told apart.
            var reason = json.putObject("emptyReason");
            concept(reason, "http://terminology.hl7.org/CodeSystem/list-empty-reason", "unavailable", "Unavailable");
            reason.put("text", NO_INFORMATION.in(head.language()));
            return;
        }
        text(json, narratives.of(part));
        var entries = json.putArray("entry");
        part.items()
                .forEach(item ->
                        reference(entries.addObject(), item.shown().key().toString()));
    }

    private static void text(ObjectNode json, String div) {
        json.putObject("text").put("status", "generated").put("div", div);
    }

    private static void concept(ObjectNode json, String system, String code, String display) {
        json.putArray("coding")
                .addObject()
                .put("system", system)
                .put("code", code)
                .put("display", display);
    }

    /** Absolute: the Composition has no address of its own that a relative one could begin from. */
    private void reference(ObjectNode json, String key) {
        json.put("reference", referred.base() + "/" + key);
    }
}
