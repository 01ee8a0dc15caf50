package vn.lienthong.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.spec.Samples.fresh;
import static vn.lienthong.spec.Samples.newCccd;
import static vn.lienthong.spec.Samples.observation;
import static vn.lienthong.spec.Samples.patient;
import static vn.lienthong.spec.Samples.put;
import static vn.lienthong.spec.Samples.transaction;

import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.http.ContentType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Parts of resources and of what they are connected with.
 *
 * @see <a href="https://hl7.org/fhir/R4/graphql.html">GraphQL</a>
 */
@ExtendWith(RunningNodes.class)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class GraphQlSpec {

    private final Caller centre;
    private final Caller clinician;
    private final Caller auditor;

    private final String person = fresh("person");
    private final String sugar = fresh("sugar");
    private final String potassium = fresh("potassium");

    GraphQlSpec(ExchangeNode node) {
        centre = node.facility("22021");
        clinician = node.account("clinician-22001");
        auditor = node.account("auditor");
    }

    @BeforeEach
    void a_person_has_two_results() {
        centre.posts(transaction(
                        put(patient(person, newCccd())),
                        put(observation(sugar, "Patient/" + person, "2345-7", "2026-03-01", "9.10")),
                        put(observation(potassium, "Patient/" + person, "2823-3", "2026-03-02", "4.1"))))
                .is(200);
    }

    @Test
    void a_query_on_a_resource_selects_elements_and_follows_references() {
        var answer = asks(
                "Observation/" + sugar + "/$graphql",
                "{ id status valueQuantity { value } subject { reference resource { id name { family } } } }");
        assertThat(answer.is(200).header("Content-Type")).startsWith("application/json");
        assertThat(answer.text()).contains("\"value\":9.10");
        assertThat(answer.at("/data/id")).isEqualTo(sugar);
        assertThat(answer.at("/data/subject/resource/id")).isEqualTo(person);
        assertThat(answer.at("/data/subject/resource/name/0/family")).isEqualTo("Nguyễn");
    }

    @Test
    void what_refers_to_a_resource_is_listed_by_a_search() {
        var answer = asks(
                        "Patient/" + person + "/$graphql",
                        "{ ObservationList(_reference: patient, code: \"2345-7\") { id } }")
                .is(200);
        assertThat(answer.at("/data/ObservationList/0/id")).isEqualTo(sugar);
        assertThat(answer.json().at("/data/ObservationList")).hasSize(1);
    }

    @Test
    void a_query_on_the_system_begins_with_an_id_a_list_or_a_connection() {
        assertThat(asks("$graphql", "{ Patient(id: \"%s\") { gender } }".formatted(person))
                        .is(200)
                        .at("/data/Patient/gender"))
                .isEqualTo("male");
        var page = asks(
                        "$graphql",
                        "{ ObservationConnection(patient: \"%s\", _sort: \"date\", _count: \"1\") { count next edges { mode resource { id } } } }"
                                .formatted(person))
                .is(200);
        assertThat(page.at("/data/ObservationConnection/count")).isEqualTo("2");
        assertThat(page.at("/data/ObservationConnection/edges/0/resource/id")).isEqualTo(sugar);
        String cursor = page.at("/data/ObservationConnection/next");
        assertThat(asks(
                                "$graphql",
                                "{ ObservationConnection(cursor: \"%s\") { edges { resource { id } } } }"
                                        .formatted(cursor))
                        .is(200)
                        .at("/data/ObservationConnection/edges/0/resource/id"))
                .isEqualTo(potassium);
    }

    @Test
    void variables_fragments_and_get_are_understood() {
        String query =
                "query q($id: String) { Patient(id: $id) { ...names } } fragment names on Patient { name(use: \\\"usual\\\") { text } id }";
        var answer = new Answer(centre.asks()
                        .contentType("application/json")
                        .body("{\"query\":\"%s\",\"operationName\":\"q\",\"variables\":{\"id\":\"%s\"}}"
                                .formatted(query, person))
                        .post("/$graphql"))
                .is(200);
        assertThat(answer.at("/data/Patient/id")).isEqualTo(person);
        assertThat(answer.json().at("/data/Patient").has("name")).isFalse();
        assertThat(centre.searches("Patient/" + person + "/$graphql", "query", "{id}")
                        .is(200)
                        .at("/data/id"))
                .isEqualTo(person);
        var asText = EncoderConfig.encoderConfig().encodeContentTypeAs("application/graphql", ContentType.TEXT);
        assertThat(new Answer(centre.asks()
                                .config(RestAssured.config().encoderConfig(asText))
                                .contentType("application/graphql")
                                .body("{id}")
                                .post("/Patient/" + person + "/$graphql"))
                        .is(200)
                        .at("/data/id"))
                .isEqualTo(person);
    }

    @Test
    void what_is_hidden_is_what_is_not_there() {
        clinician
                .sendsTo("POST", "Observation/" + sugar + "/$graphql", json("{id}"))
                .refuses(404, "not-found", sugar);
        String hidden = clinician
                .sendsTo("POST", "$graphql", json("{ Observation(id: \"%s\") { id } }".formatted(sugar)))
                .is(404)
                .text();
        String absent = clinician
                .sendsTo("POST", "$graphql", json("{ Observation(id: \"%s\") { id } }".formatted("none")))
                .is(404)
                .text();
        assertThat(hidden.replace(sugar, "none")).isEqualTo(absent);
        assertThat(clinician
                        .sendsTo(
                                "POST",
                                "$graphql",
                                json("{ ObservationList(patient: \"%s\") { id } }".formatted(person)))
                        .is(200)
                        .text())
                .isEqualTo("{\"data\":{}}");
    }

    @Test
    void a_reference_that_leads_nowhere_is_refused_unless_the_query_expects_it() {
        String lost = fresh("lost");
        centre.updates(observation(lost, "Patient/" + person, "2345-7", "2026-03-01", "1")
                        .replaceFirst("\"status\"", "\"encounter\":{\"reference\":\"Encounter/never-sent\"},$0"))
                .is(201);
        asks("Observation/" + lost + "/$graphql", "{ encounter { resource { id } } }")
                .refuses(400, "not-found", "optional: true");
        assertThat(asks("Observation/" + lost + "/$graphql", "{ id encounter { resource(optional: true) { id } } }")
                        .is(200)
                        .at("/data/id"))
                .isEqualTo(lost);
    }

    @Test
    void each_lookup_is_on_record() {
        asks("Observation/" + sugar + "/$graphql", "{ subject { resource { id } } }")
                .is(200);
        assertThat(auditor.searches("AuditEvent", "patient", "Patient/" + person)
                        .is(200)
                        .text())
                .contains("Observation/" + sugar, "Patient/" + person);
    }

    @Test
    void what_is_not_understood_or_without_bound_is_refused_with_the_cure() {
        String path = "Patient/" + person + "/$graphql";
        asks(path, "{").refuses(400, "structure", "Example");
        asks(path, "{ nonsense }").refuses(400, "invalid", "nonsense");
        asks(path, "{ name { text(fhirpath: \"true\") } }").refuses(400, "not-supported", "FHIRPath");
        asks(path, "{ name(use: \"a' or true or '\") { text } }").refuses(400, "value", "quote");
        asks(path, "mutation { id }").refuses(400, "not-supported", "Mutations");
        asks(path, "{ __schema { types { name } } }").refuses(400, "not-supported", "metadata");
        asks(path, "{ ...a } fragment a on Patient { ...a }").refuses(400, "value", "holds itself");
        asks(path, "{ ...b } fragment a on Patient { id }").refuses(400, "value", "no fragment `b`");
        asks(path, "{ a: id ".repeat(1) + "b: id ".repeat(600) + "}").refuses(400, "too-costly", "500 fields");
        asks(path, "{ link { other { resource ".repeat(6) + "{ id }" + "} } }".repeat(6))
                .refuses(400, "too-costly", "12");
        asks(path, "{ " + "a".repeat(10_001) + " }").refuses(413, "too-long", "10000 characters");
        asks("$graphql", "{ nonsense }").refuses(400, "value", "`nonsense`");
        asks("$graphql", "{ ObservationList(code: \"1\", nonsense: \"2\") { id } }")
                .is(400);
        String many = "x: Patient(id: \"%s\") { ObservationList(_reference: patient) { id } } ".formatted(person);
        asks("$graphql", "{ " + many.repeat(101) + " }").refuses(400, "too-costly", "100 resources and searches");
        centre.sendsTo("POST", path, "{}").refuses(400, "required", "query");
        new Answer(centre.asks().contentType("text/plain").body("{id}").post("/" + path))
                .refuses(415, "not-supported", "application/graphql");
        centre.searches(path, "query", "{id}", "depth", "3").refuses(400, "not-supported", "`depth`");
    }

    private Answer asks(String path, String query) {
        return centre.sendsTo("POST", path, json(query));
    }

    private static String json(String query) {
        return "{\"query\":\"%s\"}".formatted(query.replace("\"", "\\\""));
    }
}
