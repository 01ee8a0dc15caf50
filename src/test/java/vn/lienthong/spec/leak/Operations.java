package vn.lienthong.spec.leak;

import static vn.lienthong.spec.leak.Question.get;
import static vn.lienthong.spec.leak.Question.send;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The operations around access, in every form that opens nothing: without what they need, with what is wrong, and about
 * what is not the caller's. {@link AccessFlows} asks them in the forms that open a record.
 */
final class Operations {

    private static final String NOTHING = "{\"resourceType\":\"Parameters\"}";

    private static final Set<String> SHOWING = Set.of(
            "operation:everything",
            "operation:summary",
            "operation:document",
            "operation:validate",
            "operation:graphql",
            "operation:ical");

    private Operations() {}

    /** Whether it is asked here in a form that tells nobody anything, so that it could not tell the worlds apart. */
    static boolean tellsNothing(String covered) {
        return covered.startsWith("operation:") && !SHOWING.contains(covered) && !covered.startsWith("operation:meta");
    }

    static List<Question> of(Subject subject) {
        var questions = new ArrayList<Question>();
        for (String patient : List.of(subject.patient(), subject.hidden("Patient"))) {
            questions.add(get("operation:explain-access", patient + "/$explain-access"));
            questions.add(get("operation:explain-access", patient + "/$explain-access?type=Observation"));
            for (String parameter :
                    List.of("recipient=22001", "label=HIV", "purpose=TREAT", "role=x", "at=2026-01-01")) {
                questions.add(get("operation:explain-access", patient + "/$explain-access?" + parameter));
            }
            questions.add(send("operation:explain-access", "POST", patient + "/$explain-access", NOTHING));
            questions.add(send("operation:emergency-access", "POST", patient + "/$emergency-access", NOTHING));
            questions.add(send(
                    "operation:emergency-access",
                    "POST",
                    patient + "/$emergency-access",
                    parameter("reason", "valueCode", "curiosity")));
            questions.add(send("operation:request-access", "POST", patient + "/$request-access", NOTHING));
            questions.add(send(
                    "operation:access-code",
                    "POST",
                    "Patient/$access-code",
                    "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"patient\",\"valueReference\":{\"reference\":\"%s\"}}]}"
                            .formatted(patient)));
        }
        questions.add(get("operation:available-actions", subject.hidden("Task") + "/$available-actions"));
        questions.add(get("operation:available-actions", subject.seen("Task") + "/$available-actions"));
        for (String request : List.of(subject.hidden("ServiceRequest"), subject.seen("ServiceRequest"))) {
            questions.add(get("operation:find-performers", request + "/$find-performers"));
        }
        questions.add(get(
                "operation:evaluate-measure", "Measure/$evaluate-measure?periodStart=2020-01-01&periodEnd=2099-12-31"));
        questions.addAll(bookings(subject));
        questions.addAll(subscriptions(subject));
        questions.add(get("operation:verify-chain", "AuditEvent/$verify-chain"));
        for (String operation : List.of("end-emergency-access", "close-review", "cancel-request", "answer-request")) {
            questions.add(send("operation:" + operation, "POST", subject.hidden("Task") + "/$" + operation, NOTHING));
            questions.add(send("operation:" + operation, "POST", subject.hidden("Task") + "/$" + operation, "")
                    .with("If-Match", "W/\"1\""));
        }
        questions.add(send(
                "operation:answer-request",
                "POST",
                subject.hidden("Task") + "/$answer-request",
                parameter("decision", "valueCode", "grant")));
        questions.add(send(
                "operation:close-review",
                "POST",
                subject.hidden("Task") + "/$close-review",
                parameter("finding", "valueCode", "justified")));
        questions.add(send("operation:access-code", "POST", "Patient/$access-code", NOTHING));
        questions.add(send(
                "operation:redeem-access-code",
                "POST",
                "Patient/$redeem-access-code",
                parameter("code", "valueString", "not a code")));
        // Without the header that lets it begin: files are compared by ExportsOfTwoWorlds.
        questions.add(get("operation:export", "$export?_type=Observation"));
        questions.add(get("operation:export", "Patient/$export"));
        questions.add(new Question(
                Set.of("operation:import"),
                "POST",
                "$import",
                Map.of("Content-Type", "application/fhir+ndjson"),
                naming(subject.hidden("Patient"), subject) + "\n"));
        return questions;
    }

    /** Of who is hidden, as of who is nowhere, nobody is told; what is told is asked for by SubscriptionSpec. */
    private static List<Question> subscriptions(Subject subject) {
        String name = "Subscription/" + subject.name();
        return List.of(
                send("update:Subscription", "PUT", name, """
                        {"resourceType":"Subscription","id":"%s","status":"requested","reason":"x",
                         "criteria":"https://lienthong.vn/fhir/SubscriptionTopic/record-change",
                         "_criteria":{"extension":[{
                           "url":"http://hl7.org/fhir/uv/subscriptions-backport/StructureDefinition/backport-filter-criteria",
                           "valueString":"Observation?patient=%s"}]},
                         "channel":{"type":"rest-hook","endpoint":"https://example.org/notify",
                          "payload":"application/fhir+json"}}""".formatted(subject.name(), subject.hidden("Patient"))),
                get("operation:status", name + "/$status"),
                get("operation:events", name + "/$events"),
                send("operation:replay", "POST", name + "/$replay", NOTHING));
    }

    /** Of slots that are nowhere, so that who may see the patient or the request holds nothing either. */
    private static List<Question> bookings(Subject subject) {
        var questions = new ArrayList<Question>();
        for (String patient : List.of(subject.patient(), subject.hidden("Patient"))) {
            for (String request : List.of(subject.seen("ServiceRequest"), subject.hidden("ServiceRequest"))) {
                questions.add(send("operation:hold", "POST", "Appointment/$hold", """
                        {"resourceType":"Parameters","parameter":[
                         {"name":"slot","valueReference":{"reference":"Slot/nowhere"}},
                         {"name":"patient","valueReference":{"reference":"%s"}},
                         {"name":"basedOn","valueReference":{"reference":"%s"}}]}""".formatted(patient, request)));
            }
        }
        for (String patient : List.of(subject.patient(), subject.hidden("Patient"))) {
            questions.add(
                    send("operation:join-waitlist", "POST", "Appointment/$join-waitlist", """
                    {"resourceType":"Parameters","parameter":[
                     {"name":"schedule","valueReference":{"reference":"Schedule/nowhere"}},
                     {"name":"patient","valueReference":{"reference":"%s"}}]}""".formatted(patient)));
        }
        String appointment = subject.hidden("Appointment");
        for (String operation : List.of("book", "cancel", "reschedule", "no-show")) {
            questions.add(send("operation:" + operation, "POST", appointment + "/$" + operation, NOTHING));
        }
        questions.add(get("operation:ical", appointment + "/$ical"));
        questions.add(send("operation:generate-slots", "POST", "Schedule/nowhere/$generate-slots", NOTHING));
        questions.add(
                send("operation:cancel", "POST", appointment + "/$cancel", parameter("reason", "valueCode", "pat")));
        return questions;
    }

    /** A line of a file that names somebody as its patient. */
    private static String naming(String patient, Subject subject) {
        return "{\"resourceType\":\"Observation\",\"id\":\"%s-brought\",\"status\":\"final\",\"code\":{\"text\":\"x\"},\"subject\":{\"reference\":\"%s\"}}"
                .formatted(subject.name(), patient);
    }

    private static String parameter(String name, String type, String value) {
        return "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"%s\",\"%s\":\"%s\"}]}"
                .formatted(name, type, value);
    }
}
