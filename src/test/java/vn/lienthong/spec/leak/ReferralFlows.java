package vn.lienthong.spec.leak;

import static vn.lienthong.spec.leak.Question.get;
import static vn.lienthong.spec.leak.Question.send;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;

/**
 * A referral of somebody half of whose record is hidden, from submission to acceptance and withdrawal of the case: at each
 * step what the performing facility reads, and how its moves are answered, is that of a world where the hidden half never
 * was.
 */
final class ReferralFlows {

    private static final String STATES = "https://lienthong.vn/fhir/CodeSystem/referral-state";

    private final Subject subject = new Subject("leak-referral", "099811118888", true);
    private final TwoWorlds worlds;

    ReferralFlows(TwoWorlds worlds) {
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

    private void load(World world, boolean all) {
        var resources = new ArrayList<>(List.of(subject.registration()));
        resources.addAll(subject.seenResources());
        if (all) {
            resources.addAll(subject.hiddenResources(Cause.HIV));
        }
        required(world.send(Asker.CUSTODIAN, send("", "POST", "", Cause.puts(resources))));
        required(world.send(Asker.REFERRER, send("", "PUT", "ServiceRequest/leak-referral-asked", request())));
    }

    private String request() {
        return """
                {"resourceType":"ServiceRequest","id":"leak-referral-asked","status":"active","intent":"order",
                 "category":[{"coding":[{"system":"https://lienthong.vn/fhir/CodeSystem/referral-category",
                   "code":"referral"}]}],"subject":{"reference":"%s"},"reasonCode":[{"text":"x"}],
                 "supportingInfo":[{"reference":"%s"}]}""".formatted(subject.patient(), subject.seen("Observation"));
    }

    private String task() {
        return """
                {"resourceType":"Task","id":"leak-referral-task","status":"requested","intent":"order",
                 "code":{"coding":[{"system":"https://lienthong.vn/fhir/CodeSystem/referral-task","code":"fulfil"}]},
                 "businessStatus":{"coding":[{"system":"%s","code":"submitted"}]},
                 "focus":{"reference":"ServiceRequest/leak-referral-asked"},"for":{"reference":"%s"},
                 "owner":{"reference":"Organization/facility-22001"}}""".formatted(STATES, subject.patient());
    }

    private List<String> steps(World world) {
        var told = new ArrayList<>(reads(world));
        required(world.send(Asker.REFERRER, send("", "PUT", "Task/leak-referral-task", task())));
        told.addAll(reads(world));
        int version = 1;
        for (String state : List.of("received", "triage", "accepted")) {
            told.add(step(world, move(state, version++)));
            told.add(step(world, move(state, version)));
            told.addAll(reads(world));
        }
        told.add(step(world, move("closed", version)));
        return told;
    }

    private static Question move(String state, int version) {
        return new Question(
                java.util.Set.of("interaction:patch"),
                "PATCH",
                "Task/leak-referral-task",
                java.util.Map.of(
                        "Content-Type", "application/json-patch+json", "If-Match", "W/\"%d\"".formatted(version)),
                "[{\"op\":\"replace\",\"path\":\"/businessStatus/coding/0/code\",\"value\":\"%s\"}]".formatted(state));
    }

    private List<String> reads(World world) {
        var told = new ArrayList<String>();
        for (String path : List.of(
                "Task/leak-referral-task",
                "Task/leak-referral-task/_history",
                "Task/leak-referral-task/$available-actions",
                "ServiceRequest/leak-referral-asked/$find-performers",
                "ServiceRequest/leak-referral-asked",
                "Task?owner=Organization/facility-22001",
                "Task?escalated-to=Organization/facility-22001",
                "Task?owner=Organization/facility-22001&business-status=submitted,received&_count=1",
                "Task?patient=" + subject.patient() + "&_include=Task:focus&_include=Task:patient",
                subject.patient(),
                subject.patient() + "/$everything",
                subject.patient() + "/$explain-access",
                subject.seen("Observation"),
                subject.hidden("Observation"),
                subject.hidden("Task"),
                subject.hidden("Task") + "/$available-actions",
                subject.hidden("ServiceRequest"),
                "Observation?_summary=count&patient=" + subject.patient(),
                "ServiceRequest?patient=" + subject.patient() + "&_revinclude=Task:focus")) {
            told.add(step(world, get("", path)));
        }
        return told;
    }

    private static String step(World world, Question question) {
        return question.text() + "\n    " + world.ask(Asker.CLINICIAN, question).text();
    }

    private static void required(HttpResponse<byte[]> answer) {
        if (answer.statusCode() >= 300) {
            throw new AssertionError(answer.statusCode() + " " + World.body(answer));
        }
    }
}
