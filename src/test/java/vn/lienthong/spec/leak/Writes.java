package vn.lienthong.spec.leak;

import static vn.lienthong.spec.leak.Question.bare;
import static vn.lienthong.spec.leak.Question.send;
import static vn.lienthong.spec.leak.Question.unsupported;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Every change that could tell whether something hidden is there. */
final class Writes {

    private static final String TEST = "[{\"op\":\"test\",\"path\":\"/status\",\"value\":\"final\"}]";

    private static final String NO_OPERATION = "{\"resourceType\":\"Parameters\"}";

    private Writes() {}

    static List<Question> of(Subject subject) {
        var questions = new ArrayList<Question>();
        for (String key : subject.hiddenKeys()) {
            questions.addAll(conditional(subject, key));
            questions.addAll(inBundles(subject, key));
        }
        questions.addAll(naming(subject));
        for (String key : subject.hiddenKeys()) {
            questions.addAll(patches(key));
            questions.addAll(metas(key));
            questions.addAll(deletions(key));
        }
        return questions;
    }

    /** To whoever may see it, it is there already. */
    private static List<Question> conditional(Subject subject, String key) {
        String type = Json.type(key);
        String byId = "_id=" + Json.id(key);
        String within = type.equals("Patient")
                ? ""
                : "&" + (type.equals("Coverage") ? "beneficiary" : "patient") + "=" + subject.patient();
        String byNumber = "identifier=" + Subject.NUMBERS + "|" + subject.hiddenNumber() + within;
        String body = Json.withoutId(type.equals("Patient") ? stranger(subject) : subject.resource(type, "hidden", ""));
        return List.of(
                send("conditional:create", "POST", type, body)
                        .covering("interaction:create")
                        .with("If-None-Exist", byId),
                send("conditional:create", "POST", type, body)
                        .covering("interaction:create")
                        .with("If-None-Exist", byNumber)
                        .with("Prefer", "return=OperationOutcome"),
                send("conditional:update", "PUT", type + "?" + byId, body)
                        .covering("interaction:update")
                        .covering("updateCreate"),
                send("conditional:update", "PUT", type + "?" + byId, body)
                        .covering("interaction:update")
                        .with("If-Match", "W/\"1\""),
                send("conditional:update", "PUT", type + "?" + byId, body)
                        .covering("interaction:update")
                        .with("If-None-Match", "*"));
    }

    /** A new person, so that registering it changes nobody else's record. */
    private static String stranger(Subject subject) {
        return "{\"resourceType\":\"Patient\",\"name\":[{\"family\":\"Stranger\"}],\"gender\":\"female\"}";
    }

    private static List<Question> inBundles(Subject subject, String key) {
        String type = Json.type(key);
        String conditional = "Observation?_id=" + Json.id(subject.hidden("Observation"));
        String referring = """
                {"resource":{"resourceType":"Observation","status":"final","code":{"text":"Leak"},
                 "subject":{"reference":"%s"},"hasMember":[{"reference":"%s"}]},
                 "request":{"method":"POST","url":"Observation"}}""";
        String creating =
                "{\"resource\":%s,\"request\":{\"method\":\"POST\",\"url\":\"%s\",\"ifNoneExist\":\"_id=%s\"}}"
                        .formatted(Json.withoutId(stranger(subject)), "Patient", Json.id(subject.hidden("Patient")));
        String deleting = "{\"request\":{\"method\":\"DELETE\",\"url\":\"%s?_id=%s\"}}".formatted(type, Json.id(key));
        String read = "{\"request\":{\"method\":\"GET\",\"url\":\"%s\"}}".formatted(key);
        var questions = new ArrayList<Question>();
        for (String kind : List.of("transaction", "batch")) {
            String covers = "system:" + kind;
            questions.add(send(covers, "POST", "", Json.bundle(kind, List.of(deleting, read))));
            if (type.equals("Observation")) {
                questions.add(send(
                        covers,
                        "POST",
                        "",
                        Json.bundle(kind, List.of(referring.formatted(subject.patient(), conditional), read))));
                questions.add(send(
                        covers, "POST", "", Json.bundle(kind, List.of(referring.formatted(subject.patient(), key)))));
                questions.add(send(covers, "POST", "", Json.bundle(kind, List.of(creating, read))));
                questions.add(send(
                        covers,
                        "POST",
                        "",
                        Json.bundle(
                                kind,
                                List.of(referring.formatted("Patient?identifier=" + subject.cccd(), key), read))));
            }
        }
        return questions;
    }

    /** New resources that name what is hidden as theirs. */
    private static List<Question> naming(Subject subject) {
        var questions = new ArrayList<Question>();
        for (String patient : List.of(subject.patient(), subject.hidden("Patient"))) {
            for (String type : List.of("Observation", "Coverage", "Task", "Bundle", "Binary")) {
                String body =
                        Json.withoutId(subject.resource(type, "named", "")).replace(subject.patient(), patient);
                questions.add(send("interaction:create", "POST", type, body));
                questions.add(send("interaction:create", "POST", type, body.replace("http://loinc.org", "not a uri")));
            }
            questions.add(send(
                    "interaction:create",
                    "POST",
                    "Consent",
                    Json.withoutId(Decisions.consent(
                            "x", patient, Decisions.provision("deny", Decisions.actors("Practitioner/nobody"))))));
        }
        questions.add(send(
                "interaction:create",
                "POST",
                "Provenance",
                Json.withoutId(subject.resource("Provenance", "named", ""))));
        questions.add(new Question(
                Set.of("interaction:create"),
                "POST",
                "Binary",
                Map.of("Content-Type", "application/pdf", "X-Security-Context", subject.hidden("Observation")),
                "pdf"));
        return questions;
    }

    private static List<Question> patches(String key) {
        String entry =
                "{\"resource\":%s,\"request\":{\"method\":\"PATCH\",\"url\":\"%s\"}}".formatted(NO_OPERATION, key);
        return List.of(
                unsupported("PATCH", key),
                jsonPatch(key, TEST),
                jsonPatch(key, "nonsense"),
                jsonPatch(key, TEST).with("If-Match", "W/\"1\""),
                jsonPatch(key, TEST).with("If-Match", "W/\"9\""),
                jsonPatch(key, TEST).with("Prefer", "return=OperationOutcome"),
                jsonPatch(Json.type(key) + "?_id=" + Json.id(key), TEST).covering("conditional:patch"),
                send("interaction:patch", "PATCH", key, NO_OPERATION),
                send("interaction:patch", "PATCH", Json.type(key) + "?_id=" + Json.id(key), NO_OPERATION),
                send("system:transaction", "POST", "", Json.bundle("transaction", List.of(entry))),
                send("system:batch", "POST", "", Json.bundle("batch", List.of(entry))));
    }

    private static List<Question> metas(String key) {
        String tag = """
                {"resourceType":"Parameters","parameter":[{"name":"meta","valueMeta":{"tag":[{"code":"leak"}]}}]}""";
        return List.of(
                send("operation:meta-add", "POST", key + "/$meta-add", tag),
                send("operation:meta-add", "POST", key + "/$meta-add", NO_OPERATION),
                send("operation:meta-delete", "POST", key + "/$meta-delete", tag)
                        .with("If-Match", "W/\"1\""),
                send("operation:meta-delete", "POST", key + "/$meta-delete", tag));
    }

    private static Question jsonPatch(String path, String patch) {
        return new Question(
                Set.of("interaction:patch"),
                "PATCH",
                path,
                Map.of("Content-Type", "application/json-patch+json"),
                patch);
    }

    private static List<Question> deletions(String key) {
        return List.of(
                bare("interaction:delete", "DELETE", key).with("If-Match", "W/\"9\""),
                bare("interaction:delete", "DELETE", key).with("If-Match", "W/\"1\""),
                bare("conditional:delete", "DELETE", Json.type(key) + "?_id=" + Json.id(key)),
                bare("interaction:delete", "DELETE", key),
                send(
                        "system:transaction",
                        "POST",
                        "",
                        Json.bundle(
                                "transaction",
                                List.of("{\"request\":{\"method\":\"DELETE\",\"url\":\"%s\"}}".formatted(key)))));
    }
}
