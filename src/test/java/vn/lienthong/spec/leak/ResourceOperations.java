package vn.lienthong.spec.leak;

import static vn.lienthong.spec.leak.Question.bare;
import static vn.lienthong.spec.leak.Question.get;
import static vn.lienthong.spec.leak.Question.send;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Operations on a resource by its id that show it, or what it refers to. */
final class ResourceOperations {

    private static final String NOTHING = "{\"resourceType\":\"Parameters\"}";

    private ResourceOperations() {}

    static List<Question> of(Subject subject) {
        var questions = new ArrayList<Question>();
        for (String half : List.of(subject.seen("Composition"), subject.hidden("Composition"))) {
            questions.addAll(documents(half));
        }
        questions.addAll(graphs(subject));
        for (String key : subject.hiddenKeys()) {
            questions.add(graph(key, "{ id resourceType }"));
            questions.add(get("operation:graphql", key + "/$graphql?query=%7Bid%7D"));
            questions.add(graph("", "{ %s(id: \"%s\") { id } }".formatted(Json.type(key), Json.id(key))));
            questions.addAll(validations(subject, key));
        }
        questions.add(send("operation:convert", "POST", "$convert", subject.resource("Observation", "hidden", "")));
        return questions;
    }

    /** What the ordinary half refers to, and what refers to the person. */
    private static List<Question> graphs(Subject subject) {
        String observation = subject.seen("Observation");
        String reading = "{ id hasMember { resource%s { resourceType ... on Observation { id status } } } }";
        String listing =
                "{ ObservationList(_reference: patient) { id encounter { resource(optional: true) { id } } } }";
        String connected =
                "{ ObservationConnection(patient: \"%s\", _count: \"1\") { count edges { resource { id } } } }";
        var questions = new ArrayList<Question>();
        questions.add(graph(observation, reading.formatted("")));
        questions.add(graph(observation, reading.formatted("(optional: true)")));
        questions.add(graph(observation, "{ encounter { reference resource { id } } }"));
        questions.add(graph(subject.seen("Composition"), "{ section { entry { resource(optional: true) { id } } } }"));
        for (String patient : List.of(subject.patient(), subject.hidden("Patient"))) {
            questions.add(graph(patient, listing));
            questions.add(graph("", connected.formatted(patient)));
            questions.add(graph("", "{ ObservationList(patient: \"%s\") { id } }".formatted(patient)));
        }
        return questions;
    }

    private static Question graph(String key, String query) {
        return new Question(
                Set.of("operation:graphql"),
                "POST",
                key.isEmpty() ? "$graphql" : key + "/$graphql",
                Map.of("Content-Type", "application/graphql"),
                query);
    }

    /** Of what is stored, and of changes to it that are not made. */
    private static List<Question> validations(Subject subject, String key) {
        String type = Json.type(key);
        String path = key + "/$validate";
        String body = type.equals("Patient") ? subject.registration() : subject.resource(type, "hidden", "");
        String named = body.replace(subject.name() + "-patient", subject.name() + "-hidden");
        var questions = new ArrayList<>(List.of(
                get("operation:validate", path),
                bare("operation:validate", "POST", path + "?mode=delete"),
                send("operation:validate", "POST", path + "?mode=update", body)));
        // To validate takes its time, and the content is the same whatever is hidden.
        if (List.of("Patient", "Observation", "Provenance").contains(type)) {
            questions.add(get("operation:validate", path + "?_format=xml"));
            questions.add(send("operation:validate", "POST", path, NOTHING));
            questions.add(send("operation:validate", "POST", path + "?mode=update", named));
            questions.add(send("operation:validate", "POST", type + "/$validate?mode=create", body));
            questions.add(send("operation:validate", "POST", type + "/$validate?mode=create", named));
            questions.add(send("operation:validate", "POST", type + "/$validate?mode=update", body));
        }
        return questions;
    }

    private static List<Question> documents(String composition) {
        String path = composition + "/$document";
        String byId = "Composition/$document?id=";
        return List.of(
                get("operation:document", path),
                get("operation:document", path + "?persist=false"),
                get("operation:document", path + "?persist=true"),
                get("operation:document", path + "?_format=xml"),
                get("operation:document", path + "?_summary=true"),
                get("operation:document", path + "?_elements=identifier"),
                get("operation:document", path).with("Accept-Encoding", "gzip"),
                get("operation:document", byId + Json.id(composition)),
                get("operation:document", byId + composition),
                get("operation:document", byId + World.BASE + "/" + composition),
                bare("head", "HEAD", path),
                send("operation:document", "POST", path, NOTHING));
    }
}
