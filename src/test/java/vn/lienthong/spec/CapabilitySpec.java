package vn.lienthong.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.spec.Samples.fresh;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The CapabilityStatement is true: everything that it declares is there, and what it does not declare is refused. It is
 * walked as it is read, so that whatever comes into it is walked too.
 *
 * @see <a href="https://hl7.org/fhir/R4/capabilitystatement.html">CapabilityStatement</a>
 */
@ExtendWith(RunningNodes.class)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class CapabilitySpec {

    /** Values of which one is right for a search parameter of a kind. */
    private static final Map<String, List<String>> VALUES = Map.of(
            "token", List.of("a"),
            "string", List.of("a"),
            "date", List.of("2026-01-01"),
            "number", List.of("1"),
            "quantity", List.of("1"),
            "uri", List.of("http://example.org/a"),
            "reference", List.of("1", "Patient/1"),
            "composite", List.of("a$1", "a$2026-01-01", "a$a", "Observation/1$a", "a$1$2", "1$1$2", "a$a$a"),
            "special", List.of("1", "20.95|107.08|10|km", "List/1", "code eq a"));

    /** The exchange's own search says what it does not know. */
    private static final List<String> VALUES_OF_AUDIT = List.of("Patient/1", "2026-01-01", "8", "read");

    private final Caller facility;
    private final Caller officer;
    private final Caller operator;
    private final JsonNode rest;
    private final List<String> wrong = new ArrayList<>();

    CapabilitySpec(ExchangeNode node) {
        facility = node.facility("22021");
        officer = node.account("privacy-officer");
        operator = node.account("operator");
        rest = node.withToken("").gets("metadata").is(200).json().at("/rest/0");
    }

    @Test
    void each_interaction_of_each_type_is_there() {
        for (JsonNode resource : rest.path("resource")) {
            String type = resource.path("type").asText();
            resource.path("interaction")
                    .forEach(interaction -> there(type, interaction.path("code").asText()));
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void each_interaction_of_the_system_is_there() {
        for (JsonNode interaction : rest.path("interaction")) {
            String code = interaction.path("code").asText();
            switch (code) {
                case "transaction", "batch" ->
                    facility.posts("{\"resourceType\":\"Bundle\",\"type\":\"%s\"}".formatted(code))
                            .is(200);
                case "history-system" -> facility.gets("_history?_count=1").is(200);
                case "search-system" ->
                    facility.gets("?_type=Patient,Observation&_id=" + fresh("nobody"))
                            .is(200);
                default -> wrong.add("Nobody knows how to call " + code);
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void each_search_parameter_is_searched_by() {
        var searches = new ManySearches();
        forEachOfType("searchParam", "search-type", (type, parameter) -> {
            String name = parameter.path("name").asText();
            List<String> values = type.equals("AuditEvent")
                    ? VALUES_OF_AUDIT
                    : VALUES.getOrDefault(parameter.path("type").asText(), List.of("1"));
            if (values.size() == 1) {
                searches.of(callerOf(type), type, name, values.getFirst());
            } else if (values.stream()
                    .noneMatch(value -> search(type, name, value).status() == 200)) {
                wrong.add("%s?%s: %s".formatted(type, name, text(search(type, name, values.getFirst()))));
            }
        });
        wrong.addAll(searches.failing());
        assertThat(wrong).isEmpty();
    }

    @Test
    void each_search_parameter_of_the_system_is_searched_by() {
        for (JsonNode parameter : rest.path("searchParam")) {
            String name = parameter.path("name").asText();
            String value = VALUES.getOrDefault(parameter.path("type").asText(), List.of("1"))
                    .getFirst();
            if (!name.equals("_type")) {
                facility.searches("", "_type", "Observation,Condition", "_id", "nobody", name, value)
                        .is(200);
            }
        }
    }

    @Test
    void each_include_is_included() {
        var searches = new ManySearches();
        for (String direction : List.of("searchInclude", "searchRevInclude")) {
            String parameter = direction.equals("searchInclude") ? "_include" : "_revinclude";
            var byType = new TreeMap<String, List<String>>();
            forEachOfType(
                    direction,
                    "search-type",
                    (type, include) -> byType.computeIfAbsent(type, absent -> new ArrayList<>())
                            .add(include.asText()));
            byType.forEach((type, includes) -> searches.ofAll(callerOf(type), type, parameter, includes));
        }
        assertThat(searches.failing()).isEmpty();
    }

    @Test
    void each_operation_is_there() {
        forEachOfType(
                "operation",
                "",
                (type, operation) -> isThere(type, operation.path("name").asText()));
        rest.path("operation")
                .forEach(operation -> isThere("", operation.path("name").asText()));
        assertThat(wrong).isEmpty();
    }

    @Test
    void each_compartment_is_searched() {
        String nobody = fresh("nobody");
        for (JsonNode compartment : rest.path("compartment")) {
            String name = compartment.asText().replaceFirst(".*/", "");
            String owner = name.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + name.substring(1);
            String patient = owner.equals("Patient") ? "" : "?patient=" + nobody;
            facility.gets("%s/%s/Observation%s".formatted(owner, nobody, patient))
                    .is(200);
        }
    }

    @Test
    void what_is_not_declared_is_refused() {
        for (JsonNode resource : rest.path("resource")) {
            String type = resource.path("type").asText();
            var declared = new TreeSet<>(resource.findValuesAsText("code"));
            var calls = calls(type);
            calls.keySet().removeAll(declared);
            calls.forEach((code, call) -> {
                int status = call.answer().status();
                if (status < 400 || status >= 500) {
                    wrong.add("%s %s is not declared, and answers %d".formatted(code, type, status));
                }
            });
            Answer operation = callerOf(type).gets(type + "/1/$there-is-no-such-operation");
            if (operation.status() != 404) {
                wrong.add(type + " $there-is-no-such-operation: " + text(operation));
            }
            if (declared.contains("search-type")) {
                Answer parameter = search(type, "there-is-no-such-parameter", "1");
                if (parameter.status() != 400) {
                    wrong.add(type + "?there-is-no-such-parameter: " + text(parameter));
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void a_type_that_is_not_declared_is_refused() {
        for (String type : List.of("Parameters", "OperationOutcome", "Cat")) {
            assertThat(facility.gets(type + "/1").status()).isBetween(400, 499);
            assertThat(facility.gets(type).status()).isBetween(400, 499);
            assertThat(facility.sendsTo("POST", type, "{\"resourceType\":\"%s\"}".formatted(type))
                            .status())
                    .isBetween(400, 499);
        }
    }

    private interface Call {
        Answer answer();
    }

    /** Each interaction of a type on what does not exist, or with a body that holds nothing. */
    private Map<String, Call> calls(String type) {
        Caller caller = callerOf(type);
        String id = fresh("nothing");
        String address = type + "/" + id;
        String body = "{\"resourceType\":\"%s\",\"id\":\"%s\"}".formatted(type, id);
        var calls = new TreeMap<String, Call>();
        calls.put("read", () -> caller.gets(address));
        calls.put("vread", () -> caller.gets(address + "/_history/1"));
        calls.put("history-instance", () -> caller.gets(address + "/_history"));
        calls.put("history-type", () -> caller.gets(type + "/_history?_count=1"));
        calls.put("search-type", () -> search(type, "_id", id));
        calls.put("create", () -> caller.sendsTo("POST", type, body));
        calls.put("update", () -> caller.sendsTo("PUT", address, body));
        calls.put(
                "patch",
                () -> new Answer(caller.asks()
                        .contentType("application/json-patch+json")
                        .body("[{\"op\":\"test\",\"path\":\"/id\",\"value\":\"1\"}]")
                        .patch("/" + address)));
        calls.put("delete", () -> {
            Answer answer = caller.deletes(address);
            return answer.status() == 403 ? operator.deletes(address) : answer;
        });
        return calls;
    }

    private void there(String type, String code) {
        Call call = calls(type).get(code);
        if (call == null) {
            wrong.add("Nobody knows how to call %s of %s".formatted(code, type));
            return;
        }
        Answer answer = call.answer();
        boolean right = switch (code) {
            case "read", "vread", "history-instance" ->
                answer.status() == 404 && text(answer).contains("not known here");
            case "history-type", "search-type" -> answer.status() == 200;
            case "delete" -> answer.status() == 204;
            case "patch" -> answer.status() == 404 || answer.status() == 403;
            // Whoever sends nothing is told what is missing, or that others write this.
            case "create", "update" -> List.of(200, 201, 400, 403, 409, 422).contains(answer.status());
            default -> false;
        };
        if (!right || isMissing(answer)) {
            wrong.add("%s of %s: %s".formatted(code, type, text(answer)));
        }
    }

    private void isThere(String type, String name) {
        String prefix = type.isEmpty() ? "" : type + "/";
        var answers = new ArrayList<Answer>();
        for (String path : List.of(prefix + "$" + name, prefix + "nobody/$" + name)) {
            answers.add(callerOf(type).gets(path));
            answers.add(callerOf(type).sendsTo("POST", path, "{\"resourceType\":\"Parameters\"}"));
        }
        if (answers.stream().anyMatch(answer -> answer.status() >= 500)
                || answers.stream().allMatch(answer -> isMissing(answer))) {
            wrong.add("$%s of %s: %s"
                    .formatted(
                            name,
                            type,
                            answers.stream().map(CapabilitySpec::text).toList()));
        }
    }

    private static boolean isMissing(Answer answer) {
        String text = text(answer);
        return answer.status() == 405 || text.contains("There is no operation") || text.contains("is not supported at");
    }

    /** By an id that nobody has: it says where to look, whatever the type. AuditEvent has no such parameter. */
    private Answer search(String type, String name, String value) {
        if (type.equals("AuditEvent")) {
            return officer.searches(type, name.equals("_id") ? "outcome" : name, name.equals("_id") ? "0" : value);
        }
        return name.equals("_id")
                ? callerOf(type).searches(type, "_id", value)
                : callerOf(type).searches(type, "_id", "nobody", name, value);
    }

    /** Somebody who may read the type. */
    private Caller callerOf(String type) {
        return switch (type) {
            case "AuditEvent" -> officer;
            case "Organization", "SearchParameter" -> operator;
            default -> facility;
        };
    }

    private interface OfType {
        void see(String type, JsonNode declared);
    }

    private void forEachOfType(String list, String interaction, OfType walk) {
        for (JsonNode resource : rest.path("resource")) {
            if (interaction.isEmpty() || resource.findValuesAsText("code").contains(interaction)) {
                resource.path(list)
                        .forEach(declared -> walk.see(resource.path("type").asText(), declared));
            }
        }
    }

    private static String text(Answer answer) {
        String body = answer.text();
        return answer.status() + " " + body.substring(0, Math.min(300, body.length()));
    }
}
