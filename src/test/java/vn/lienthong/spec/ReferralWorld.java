package vn.lienthong.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.spec.Samples.consent;
import static vn.lienthong.spec.Samples.fresh;
import static vn.lienthong.spec.Samples.newCccd;
import static vn.lienthong.spec.Samples.observation;
import static vn.lienthong.spec.Samples.patient;
import static vn.lienthong.spec.Samples.post;
import static vn.lienthong.spec.Samples.put;
import static vn.lienthong.spec.Samples.transaction;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import vn.lienthong.sample.DemoPeople;

/** A commune, a provincial and a central hospital with their people, and the cases that pass between them. */
final class ReferralWorld {

    static final String TASKS = "https://lienthong.vn/fhir/CodeSystem/referral-task";
    static final String STATES = "https://lienthong.vn/fhir/CodeSystem/referral-state";
    static final String PARTS = "https://lienthong.vn/fhir/CodeSystem/referral-part";
    static final String REASONS = "https://lienthong.vn/fhir/CodeSystem/referral-reason";
    static final String CATEGORIES = "https://lienthong.vn/fhir/CodeSystem/referral-category";

    final Caller commune;
    final Caller station;
    final Caller desk;
    final Caller provincial;
    final Caller centralDesk;
    final Caller central;
    final Caller stranger;
    private final List<String> patients = new ArrayList<>();

    ReferralWorld(ExchangeNode node) {
        station = node.facility("22066");
        commune = node.account("clinician-22066");
        desk = node.account("coordinator-22001");
        provincial = node.account("clinician-22001");
        centralDesk = node.account("coordinator-01901");
        central = node.account("consultant-01901");
        stranger = node.account("clinician-22002");
    }

    /** A person with a measurement that goes along and one that does not, and a request about the person. */
    record Case(String patient, String sent, String kept, String request) {}

    Case newCase(String priority) {
        return newCase(priority, newCccd());
    }

    Case newCase(String priority, String cccd) {
        var registration = fresh("referred");
        var one = new Case("Patient/" + registration, fresh("sent"), fresh("kept"), fresh("request"));
        station.posts(transaction(
                        put(patient(registration, cccd)),
                        put(observation(one.sent(), one.patient(), "2823-3", "2026-04-01", "4.2")),
                        put(observation(one.kept(), one.patient(), "2345-7", "2026-04-01", "5.1"))))
                .is(200);
        commune.updates(request(one, priority)).is(201);
        patients.add(one.patient());
        return one;
    }

    /** A case of {@code patient-3}, who refuses the provincial hospital, until that is taken back. */
    record Refusing(Case one, String consent) {}

    Refusing refusing(Caller patient3) {
        var own = fresh("refusing");
        station.posts(transaction(put(patient(own, DemoPeople.PATIENT_3_CCCD)))).is(200);
        String refusal = patient3.updates(
                        consent(fresh("refusal"), "Patient/" + own, "deny", "Organization/facility-22001"))
                .is(201)
                .id();
        var one = new Case("Patient/" + own, fresh("sent"), fresh("kept"), fresh("request"));
        station.updates(observation(one.sent(), one.patient(), "2823-3", "2026-04-01", "4.2"))
                .is(201);
        commune.updates(request(one, "routine")).is(201);
        return new Refusing(one, refusal);
    }

    /** The registration becomes that of somebody else, so that the next one is refused by none of its Consents. */
    void noLongerRefusing(Caller patient3, Refusing refusing) {
        patient3.updates(Samples.withdrawn(
                        patient3.gets("Consent/" + refusing.consent()).json()))
                .is(200);
        station.updates(patient(refusing.one().patient().replace("Patient/", ""), newCccd()))
                .is(200);
    }

    static String request(Case one, String priority) {
        return """
                {"resourceType":"ServiceRequest","id":"%s","status":"active","intent":"order","priority":"%s",
                 "category":[{"coding":[{"system":"%s","code":"referral"}]}],
                 "code":{"coding":[{"system":"http://snomed.info/sct","code":"3457005"}]},
                 "orderDetail":[{"coding":[{"system":"%s","code":"may-become-teleconsultation"}]}],
                 "subject":{"reference":"%s"},"reasonCode":[{"text":"Đau ngực khi gắng sức"}],
                 "supportingInfo":[{"reference":"Observation/%s"}]}""".formatted(one.request(), priority, CATEGORIES, CATEGORIES, one.patient(), one.sent());
    }

    static String task(Case one, String facility, String state) {
        return """
                {"resourceType":"Task","status":"%s","intent":"order",
                 "code":{"coding":[{"system":"%s","code":"fulfil"}]},
                 "businessStatus":{"coding":[{"system":"%s","code":"%s"}]},
                 "focus":{"reference":"ServiceRequest/%s"},"for":{"reference":"%s"},
                 "owner":{"reference":"Organization/facility-%s"}}""".formatted(
                        state.equals("draft") ? "draft" : "requested",
                        TASKS,
                        STATES,
                        state,
                        one.request(),
                        one.patient(),
                        facility);
    }

    /** Id of a Task of the provincial hospital. */
    String submitted(Case one) {
        return commune.creates(task(one, "22001", "submitted")).is(201).id();
    }

    /** The same Task as it would be with another state and more. */
    static String moved(JsonNode task, String state, Consumer<ObjectNode> more) {
        var moved = (ObjectNode) task.deepCopy();
        ((ObjectNode) moved.at("/businessStatus/coding/0")).put("code", state);
        more.accept(moved);
        return moved.toString();
    }

    /** Reads the Task and sends it back in another state. */
    Answer moves(Caller caller, String taskId, String state, Consumer<ObjectNode> more) {
        var read = caller.gets("Task/" + taskId).is(200);
        return new Answer(caller.sends(moved(read.json(), state, more))
                .header("If-Match", read.header("ETag"))
                .put("/Task/" + taskId));
    }

    Answer moves(Caller caller, String taskId, String state) {
        return moves(caller, taskId, state, _ -> {});
    }

    static Consumer<ObjectNode> because(String reason) {
        return task -> {
            var concept = task.putObject("statusReason");
            concept.putArray("coding").addObject().put("system", REASONS).put("code", reason);
        };
    }

    static Consumer<ObjectNode> saying(String member, String part, String text) {
        return task -> part(task, member, part).put("valueString", text);
    }

    static Consumer<ObjectNode> naming(String member, String part, String reference) {
        return task -> part(task, member, part).putObject("valueReference").put("reference", reference);
    }

    static Consumer<ObjectNode> at(String time) {
        return task ->
                part(task, "input", "appointment").putObject("valuePeriod").put("start", time);
    }

    private static ObjectNode part(ObjectNode task, String member, String code) {
        var part = task.withArray(member).addObject();
        part.putObject("type")
                .putArray("coding")
                .addObject()
                .put("system", PARTS)
                .put("code", code);
        return part;
    }

    static String state(JsonNode task) {
        return task.at("/businessStatus/coding/0/code").asText();
    }

    String state(String taskId) {
        return state(commune.gets("Task/" + taskId).is(200).json());
    }

    /** Moves the Task of the provincial hospital on through these states, each by whoever may. */
    void walk(String taskId, String... states) {
        for (String state : states) {
            switch (state) {
                case "received", "triage" -> moves(desk, taskId, state).is(200);
                case "accepted", "in-consultation", "counter-referral-delivered" ->
                    moves(provincial, taskId, state).is(200);
                case "more-information" ->
                    moves(provincial, taskId, state, saying("input", "question", "Điện tim thế nào?"))
                            .is(200);
                case "scheduled" ->
                    moves(desk, taskId, state, at("2026-12-01T09:00:00+07:00")).is(200);
                case "advice-given" ->
                    moves(provincial, taskId, state, saying("output", "advice", "Dùng aspirin 81 mg mỗi ngày"))
                            .is(200);
                case "report" ->
                    moves(provincial, taskId, state, naming("output", "report", report(provincial, taskId)))
                            .is(200);
                case "cancel-requested", "withdrawn" ->
                    moves(commune, taskId, state, because("solved-locally")).is(200);
                case "entered-in-error" ->
                    moves(commune, taskId, state, because("duplicate")).is(200);
                case "failed" ->
                    moves(provincial, taskId, state, because("patient-absent")).is(200);
                case "declined" ->
                    moves(provincial, taskId, state, because("no-capacity")).is(200);
                default -> moves(commune, taskId, state).is(200);
            }
            assertThat(state(taskId)).isEqualTo(state);
        }
    }

    /** A report that the consultant writes and signs about the patient of the Task. */
    String report(Caller consultant, String taskId) {
        var signer = consultant == central ? "consultant-01901" : "clinician-22001";
        return "Composition/"
                + consultant
                        .creates(composition(patientOf(consultant, taskId), signer))
                        .is(201)
                        .id();
    }

    static String patientOf(Caller caller, String taskId) {
        return caller.gets("Task/" + taskId).is(200).at("/for/reference");
    }

    static String composition(String patient, String signer) {
        return """
                {"resourceType":"Composition","status":"final","title":"Phiếu hội chẩn","date":"2026-12-01T10:00:00+07:00",
                 "type":{"coding":[{"system":"http://loinc.org","code":"11488-4"}]},"subject":{"reference":"%1$s"},
                 "author":[{"reference":"Practitioner/%2$s"}],
                 "attester":[{"mode":"professional","time":"2026-12-01T10:00:00+07:00",
                   "party":{"reference":"Practitioner/%2$s"}}],
                 "section":[%3$s,%4$s]}""".formatted(
                        patient,
                        signer,
                        section("51848-0", "Đau thắt ngực ổn định"),
                        section("18776-5", "Aspirin 81 mg, tái khám sau 10 ngày"));
    }

    private static String section(String code, String text) {
        return """
                {"code":{"coding":[{"system":"http://loinc.org","code":"%s"}]},
                 "text":{"status":"generated","div":"<div xmlns=\\"http://www.w3.org/1999/xhtml\\">%s</div>"}}""".formatted(code, text);
    }

    /** Id of the Task that the redirection opened. */
    String redirected(String taskId) {
        moves(
                        desk,
                        taskId,
                        "redirected",
                        because("higher-level-needed")
                                .andThen(naming("input", "redirect-to", "Organization/facility-01901")))
                .is(200);
        var patient = commune.gets("Task/" + taskId).is(200).at("/for/reference");
        return commune.searches("Task", "patient", patient, "part-of", "Task/" + taskId).is(200).matches().stream()
                .filter(task -> state(task).equals("submitted"))
                .findFirst()
                .orElseThrow()
                .path("id")
                .asText();
    }

    /** Every move that was made, as pairs of states, read from the histories of all Tasks. */
    List<String> movesMade() {
        var made = new ArrayList<String>();
        for (String patient : patients) {
            for (JsonNode task :
                    commune.searches("Task", "patient", patient).is(200).matches()) {
                var versions = commune.gets("Task/" + task.path("id").asText() + "/_history?_count=100")
                        .is(200)
                        .resources();
                for (int i = versions.size() - 1; i > 0; i--) {
                    made.add(state(versions.get(i)) + " " + state(versions.get(i - 1)));
                }
            }
        }
        return made;
    }

    static void see(Caller caller, String... keys) {
        for (String key : keys) {
            caller.gets(key).is(200);
        }
    }

    static void doNotSee(Caller caller, String... keys) {
        for (String key : keys) {
            caller.gets(key).is(404);
        }
    }

    static String submittedWithRequest(Case one, String request) {
        return transaction(put(request), post(Samples.urn(), task(one, "22001", "submitted")));
    }
}
