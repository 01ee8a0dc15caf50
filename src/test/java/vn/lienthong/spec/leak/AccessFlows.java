package vn.lienthong.spec.leak;

import static vn.lienthong.spec.leak.Question.get;
import static vn.lienthong.spec.leak.Question.send;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import vn.lienthong.sample.DemoPeople;

/**
 * The operations by which a record is opened, in the forms that open it: a clinician asks for access and is granted it,
 * opens an emergency and ends it, redeems a code. Each answer on the way, and what the clinician reads then, is that of a
 * world where the labelled half of the record never was. So is an answer about a registration that never was.
 */
final class AccessFlows {

    private static final String REQUEST = """
            {"resourceType":"Parameters","parameter":[
             {"name":"text","valueString":"Người bệnh được chuyển đến khoa của tôi"},{"name":"hours","valuePositiveInt":4}]}""";
    private static final String EMERGENCY = """
            {"resourceType":"Parameters","parameter":[{"name":"reason","valueCode":"life-threatening"},
             {"name":"text","valueString":"Bệnh nhân bất tỉnh sau tai nạn giao thông"}]}""";
    private static final String GRANT =
            "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"decision\",\"valueCode\":\"grant\"}]}";

    private final Subject subject = new Subject("leak-flow", DemoPeople.PATIENT_2_CCCD, true);
    private final TwoWorlds worlds;

    AccessFlows(TwoWorlds worlds) {
        this.worlds = worlds;
    }

    List<String> differences() {
        load(worlds.hidden(), true);
        load(worlds.absent(), false);
        var hidden = steps(worlds.hidden());
        var absent = steps(worlds.absent());
        var differences = new ArrayList<String>();
        for (int i = 0; i < hidden.size(); i++) {
            if (!hidden.get(i).equals(absent.get(i))) {
                differences.add("hidden: %s\n  absent: %s".formatted(hidden.get(i), absent.get(i)));
            }
        }
        return differences;
    }

    /** Who may see all of it is told by an explanation how much there is. */
    boolean explanationsTellThePatient() {
        var question = get("operation:explain-access", subject.patient() + "/$explain-access");
        return !worlds.hidden()
                .ask(Asker.PATIENT, question)
                .text()
                .equals(worlds.absent().ask(Asker.PATIENT, question).text());
    }

    private void load(World world, boolean all) {
        var resources = new ArrayList<>(List.of(subject.registration()));
        resources.addAll(subject.seenResources());
        if (all) {
            resources.addAll(subject.hiddenResources(Cause.HIV));
        }
        required(world.send(Asker.CUSTODIAN, send("", "POST", "", Cause.puts(resources))));
    }

    private List<String> steps(World world) {
        var told = new ArrayList<String>();
        String other = subject.hidden("Patient");
        for (String patient : List.of(subject.patient(), other)) {
            var asking = send("operation:request-access", "POST", patient + "/$request-access", REQUEST);
            told.add(step(world, asking));
            told.add(step(world, asking));
            told.addAll(requests(world));
        }
        for (String task : tasks(world)) {
            var body = World.body(world.send(Asker.CLINICIAN, get("", task)));
            if (body.contains("\"" + other + "\"")) {
                told.add(step(world, send("operation:cancel-request", "POST", task + "/$cancel-request", "")));
            } else {
                required(world.send(Asker.PATIENT, send("", "POST", task + "/$answer-request", GRANT)));
            }
            told.add(step(world, get("", task)));
            told.add(step(world, get("", task + "/_history")));
        }
        told.addAll(requests(world));
        told.addAll(reads(world));
        told.addAll(emergency(world));
        told.addAll(code(world));
        return told;
    }

    private List<String> emergency(World world) {
        var opening = send("operation:emergency-access", "POST", subject.patient() + "/$emergency-access", EMERGENCY);
        var told = new ArrayList<>(List.of(step(world, opening)));
        var again = required(world.send(Asker.CLINICIAN, opening));
        var ending = send("", "POST", "Task/" + id(again) + "/$end-emergency-access", "");
        told.add(step(world, ending));
        told.add(step(world, ending));
        told.addAll(reads(world));
        return told;
    }

    private List<String> code(World world) {
        var code = parameter(
                required(world.send(
                        Asker.PATIENT, send("", "POST", "Patient/$access-code", "{\"resourceType\":\"Parameters\"}"))),
                "code");
        var redeeming = send(
                "operation:redeem-access-code",
                "POST",
                "Patient/$redeem-access-code",
                "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"code\",\"valueString\":\"%s\"}]}"
                        .formatted(code));
        var told = new ArrayList<>(List.of(answer(world, redeeming), answer(world, redeeming)));
        told.addAll(reads(world));
        return told;
    }

    /** What a clinician finds of the own requests. */
    private static List<String> requests(World world) {
        return List.of(
                step(world, get("", "Task?code=access-request&requester=Practitioner/clinician-22001")),
                step(world, get("", "Task?code=access-request&requester=Practitioner/clinician-22001&_summary=count")));
    }

    private static List<String> tasks(World world) {
        var found = json(required(world.send(
                Asker.CLINICIAN, get("", "Task?code=access-request&requester=Practitioner/clinician-22001"))));
        return StreamSupport.stream(found.path("entry").spliterator(), false)
                .map(entry -> "Task/" + entry.at("/resource/id").asText())
                .toList();
    }

    private List<String> reads(World world) {
        var told = new ArrayList<String>();
        for (String path : List.of(
                subject.patient(),
                subject.patient() + "/$everything",
                subject.patient() + "/$everything?_count=3",
                "Task?patient=" + subject.patient(),
                subject.patient() + "/$explain-access",
                subject.hidden("Patient") + "/$everything",
                subject.hidden("Observation"),
                "Observation?_summary=count&patient=" + subject.patient(),
                "Provenance?patient=" + subject.patient(),
                "Patient?identifier=" + subject.cccd())) {
            told.add(step(world, get("", path)));
        }
        return told;
    }

    private static String step(World world, Question question) {
        return question.path().replaceAll("[0-9a-f-]{36}", "ID") + "\n    " + answer(world, question);
    }

    private static String answer(World world, Question question) {
        return world.ask(Asker.CLINICIAN, question).text();
    }

    private static HttpResponse<byte[]> required(HttpResponse<byte[]> answer) {
        if (answer.statusCode() >= 300) {
            throw new AssertionError(answer.statusCode() + " " + World.body(answer));
        }
        return answer;
    }

    private static String id(HttpResponse<byte[]> answer) {
        return json(answer).path("id").asText();
    }

    private static String parameter(HttpResponse<byte[]> answer, String name) {
        for (var parameter : json(answer).path("parameter")) {
            if (parameter.path("name").asText().equals(name)) {
                return parameter.path("valueString").asText();
            }
        }
        throw new AssertionError(World.body(answer));
    }

    private static com.fasterxml.jackson.databind.JsonNode json(HttpResponse<byte[]> answer) {
        try {
            return new ObjectMapper().readTree(World.body(answer));
        } catch (IOException notJson) {
            throw new UncheckedIOException(notJson);
        }
    }
}
