package vn.lienthong.referral;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import vn.lienthong.access.WriteRule.Lookup;
import vn.lienthong.access.WriteRule.Stored;
import vn.lienthong.directory.Facility;
import vn.lienthong.referral.slip.Slip;
import vn.lienthong.referral.slip.Slip.Line;
import vn.lienthong.referral.slip.SlipPaper;
import vn.lienthong.shared.ResourceKey;
import vn.lienthong.shared.UuidV7;

/**
 * The official papers of a case, as <a href="https://hl7.org/fhir/R4/documentreference.html">DocumentReference</a> with a
 * PDF: the slip of referral when a referral is accepted, and for each return that is planned the slip of return.
 */
@Component
class Slips {

    /** System of {@code DocumentReference.type}. */
    static final String TYPES = "https://lienthong.vn/fhir/CodeSystem/slip";

    private static final String NUMBERS = "https://lienthong.vn/fhir/sid/slip";
    private static final Map<String, String> GENDERS = Map.of("male", "Nam", "female", "Nữ");

    private final Parties parties;
    private final ReferralProperties properties;
    private final SlipPaper paper;
    private final UuidV7 ids;

    Slips(Parties parties, ReferralProperties properties, SlipPaper paper, UuidV7 ids) {
        this.parties = parties;
        this.properties = properties;
        this.paper = paper;
        this.ids = ids;
    }

    /** For a patient who goes there; an advice or a consultation from afar has none. */
    Optional<ObjectNode> referral(Move move) {
        var task = move.task();
        var request = task.request().flatMap(move.lookup()::hold).map(Stored::json);
        if (request.isEmpty() || !ReferralRequest.categories(request.get()).contains("referral")) {
            return Optional.empty();
        }
        var hours = properties.hours(move.referrer());
        var issued = LocalDate.ofInstant(move.now(), hours.zone());
        var reasons = Nodes.list(request.get().path("reasonCode"));
        var until = properties.isYearLong(icd(reasons)) ? issued.plusYears(1) : hours.workingDays(issued, 10);
        var lines = person(task, move.lookup());
        lines.add(new Line("Chẩn đoán, lý do chuyển", texts(reasons)));
        lines.add(new Line("Yêu cầu chuyên môn", texts(List.of(request.get().path("code")))));
        lines.add(new Line("Ghi chú", notes(request.get())));
        lines.add(new Line("Phương tiện, người hộ tống", ""));
        var doctor = name(request.get().at("/requester/reference").asText(), move.lookup());
        var slip = new Slip(
                Slip.Kind.REFERRAL,
                task.id(),
                facility(task.requester()),
                facility(task.owner()),
                lines,
                issued,
                until,
                doctor);
        return Optional.of(document(slip, "referral-slip", task, task.requester(), request.get()));
    }

    /** For a patient who is to come back to the consultant on the day that the plan says. */
    Optional<ObjectNode> comeBack(ObjectNode planned, Move move) {
        if (!Nodes.codes(planned.path("reasonCode"), Plan.CODES).contains(Plan.RETURN)) {
            return Optional.empty();
        }
        var task = move.task();
        var zone = properties.hours(move.referrer()).zone();
        // A day that is planned ends where the next begins.
        var day = LocalDate.ofInstant(
                Instant.parse(planned.at("/restriction/period/end").asText()).minusSeconds(1), zone);
        var lines = person(task, move.lookup());
        lines.add(new Line("Nội dung", planned.path("description").asText()));
        var slip = new Slip(
                Slip.Kind.RETURN,
                task.id(),
                facility(task.owner()),
                facility(task.owner()),
                lines,
                LocalDate.ofInstant(move.now(), zone),
                day,
                "");
        return Optional.of(document(slip, "return-slip", task, task.owner(), planned));
    }

    private static List<Line> person(ReferralTask task, Lookup lookup) {
        var patient = ResourceKey.ofReference(task.patient())
                .flatMap(lookup::hold)
                .map(Stored::json)
                .orElseGet(JsonNodeFactory.instance::objectNode);
        var lines = new ArrayList<Line>();
        lines.add(new Line("Họ và tên", patient.at("/name/0/text").asText()));
        lines.add(new Line("Ngày sinh", patient.path("birthDate").asText()));
        lines.add(new Line(
                "Giới tính", GENDERS.getOrDefault(patient.path("gender").asText(), "")));
        lines.add(new Line(
                "Số định danh, số thẻ BHYT",
                Nodes.list(patient.path("identifier")).stream()
                        .map(identifier -> identifier.path("value").asText())
                        .collect(Collectors.joining(", "))));
        lines.add(new Line("Địa chỉ", patient.at("/address/0/text").asText()));
        return lines;
    }

    private static List<String> icd(List<JsonNode> reasons) {
        return reasons.stream()
                .flatMap(reason -> Nodes.codes(reason, "http://hl7.org/fhir/sid/icd-10").stream())
                .toList();
    }

    private static String texts(List<JsonNode> concepts) {
        return concepts.stream()
                .map(concept -> concept.path("text")
                        .asText(concept.at("/coding/0/display")
                                .asText(concept.at("/coding/0/code").asText())))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("; "));
    }

    private static String notes(JsonNode request) {
        return Nodes.list(request.path("note")).stream()
                .map(note -> note.path("text").asText())
                .collect(Collectors.joining("; "));
    }

    private static String name(String practitioner, Lookup lookup) {
        return ResourceKey.ofReference(practitioner)
                .map(key -> lookup.find(List.of(key)).values())
                .stream()
                .flatMap(found -> found.stream())
                .map(found -> found.json().at("/name/0/text").asText())
                .findFirst()
                .orElse("");
    }

    private String facility(String organization) {
        return parties.facility(organization).map(Facility::name).orElse(organization);
    }

    private ObjectNode document(Slip slip, String type, ReferralTask task, String author, JsonNode told) {
        var document = JsonNodeFactory.instance.objectNode().put("resourceType", "DocumentReference");
        Nodes.labelAs(document, told);
        document.put("id", ids.next()).put("status", "current").put("docStatus", "final");
        document.putArray("identifier").addObject().put("system", NUMBERS).put("value", slip.number());
        document.set("type", Nodes.concept(TYPES, type));
        document.set("subject", Nodes.reference(task.patient()));
        document.put("description", slip.kind().title());
        document.putArray("author").add(Nodes.reference("Organization/" + author));
        var attachment = document.putArray("content").addObject().putObject("attachment");
        attachment
                .put("contentType", "application/pdf")
                .put("language", "vi")
                .put("title", slip.kind().title());
        attachment.put("data", Base64.getEncoder().encodeToString(paper.draw(slip)));
        var context = document.putObject("context");
        context.putObject("period")
                .put("start", slip.issued().toString())
                .put("end", slip.until().toString());
        context.putArray("related").add(Nodes.reference(task.key().toString()));
        return document;
    }
}
