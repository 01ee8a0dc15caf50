package vn.lienthong.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.spec.Samples.consent;
import static vn.lienthong.spec.Samples.fresh;
import static vn.lienthong.spec.Samples.newCccd;
import static vn.lienthong.spec.Samples.observation;
import static vn.lienthong.spec.Samples.patient;
import static vn.lienthong.spec.Samples.put;
import static vn.lienthong.spec.Samples.transaction;
import static vn.lienthong.spec.Samples.witnessed;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A document is a Composition and what it refers to, as its reader may see them.
 *
 * @see <a href="https://hl7.org/fhir/R4/composition-operation-document.html">Composition/[id]/$document</a>
 * @see <a href="https://hl7.org/fhir/R4/documents.html">Documents</a>
 */
@ExtendWith(RunningNodes.class)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class DocumentSpec {

    private final Caller centre;
    private final Caller registrar;
    private final Caller clinician;
    private final String base;

    private final String person = fresh("person");
    private final String sugar = fresh("sugar");
    private final String potassium = fresh("potassium");
    private final String blood = fresh("blood");
    private final String document = fresh("document");

    DocumentSpec(ExchangeNode node) {
        centre = node.facility("22021");
        registrar = node.account("registrar-22021");
        clinician = node.account("clinician-22001");
        base = node.baseUrl();
    }

    @BeforeEach
    void a_document_tells_of_two_results() {
        String specimen = "{\"resourceType\":\"Specimen\",\"id\":\"%s\",\"subject\":{\"reference\":\"Patient/%s\"}}"
                .formatted(blood, person);
        String composition = """
                {"resourceType":"Composition","id":"%s","status":"final","date":"2026-03-01","title":"Tóm tắt",
                 "type":{"coding":[{"system":"http://loinc.org","code":"60591-5"}]},
                 "subject":{"reference":"Patient/%s"},"author":[{"reference":"Organization/facility-22021"}],
                 "section":[{"title":"Kết quả","entry":[{"reference":"Observation/%s"},{"reference":"Observation/never-sent"}],
                   "section":[{"entry":[{"reference":"%s/Observation/%s/_history/1"}]}]}]}""".formatted(document, person, sugar, base, potassium);
        centre.posts(transaction(
                        put(patient(person, newCccd())),
                        put(specimen),
                        put(observation(sugar, "Patient/" + person, "2345-7", "2026-03-01", "9.1")
                                .replaceFirst(
                                        "\"status\"", "\"specimen\":{\"reference\":\"Specimen/" + blood + "\"},$0")),
                        put(observation(potassium, "Patient/" + person, "2823-3", "2026-03-01", "4.1")),
                        put(composition)))
                .is(200);
    }

    @Test
    void the_composition_comes_first_then_all_that_it_refers_to_and_what_its_entries_refer_to() {
        var answer = centre.gets("Composition/" + document + "/$document").is(200);
        assertThat(answer.at("/type")).isEqualTo("document");
        assertThat(answer.at("/identifier/system")).isEqualTo("urn:ietf:rfc:3986");
        assertThat(answer.at("/identifier/value")).startsWith("urn:uuid:");
        assertThat(answer.at("/timestamp")).isNotEmpty();
        assertThat(keys(answer))
                .containsExactly(
                        "Composition/" + document,
                        "Patient/" + person,
                        "Organization/facility-22021",
                        "Observation/" + sugar,
                        "Observation/" + potassium,
                        "Specimen/" + blood);
        assertThat(answer.at("/entry/0/fullUrl")).isEqualTo(base + "/Composition/" + document);
        assertThat(answer.json().at("/entry/0").has("search")).isFalse();
    }

    @Test
    void what_the_reader_may_not_see_is_left_out_and_leaves_the_document_as_if_it_never_arrived() {
        String grant = witnessed(
                consent(fresh("decision"), "Patient/" + person, "permit", "Organization/facility-22001"),
                "Patient/" + person);
        registrar
                .updates(grant.replaceFirst("\"provision\":\\{\"type\":\"permit\",", """
                        "provision":{"type":"permit","provision":[{"type":"deny",
                          "data":[{"meaning":"instance","reference":{"reference":"Observation/%s"}}]}],""".formatted(sugar)))
                .is(201);
        clinician.gets("Observation/" + sugar).is(404);
        var answer = clinician.gets("Composition/" + document + "/$document").is(200);
        // The specimen is hers to see, but only the hidden result leads to it.
        clinician.gets("Specimen/" + blood).is(200);
        assertThat(keys(answer))
                .containsExactly(
                        "Composition/" + document,
                        "Patient/" + person,
                        "Organization/facility-22021",
                        "Observation/" + potassium);
    }

    @Test
    void it_can_be_named_by_its_id_and_asked_for_by_post_and_as_xml() {
        List<String> all = keys(centre.gets("Composition/" + document + "/$document"));
        assertThat(keys(centre.searches("Composition/$document", "id", document).is(200)))
                .isEqualTo(all);
        String parameters =
                "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"id\",\"valueUri\":\"%s/Composition/%s\"}]}"
                        .formatted(base, document);
        assertThat(keys(centre.sendsTo("POST", "Composition/$document", parameters)
                        .is(200)))
                .isEqualTo(all);
        var xml = new Answer(
                        centre.asks().accept("application/fhir+xml").get("/Composition/" + document + "/$document"))
                .is(200);
        assertThat(xml.text()).startsWith("<Bundle").contains("<type value=\"document\"");
    }

    @Test
    void a_composition_that_is_hidden_or_absent_is_not_found_and_a_deleted_one_is_gone() {
        clinician.gets("Composition/" + document + "/$document").refuses(404, "not-found", document);
        centre.gets("Composition/" + document + "-none/$document").refuses(404, "not-found", document + "-none");
        centre.deletes("Composition/" + document).is(204);
        centre.gets("Composition/" + document + "/$document").refuses(410, "deleted", document);
    }

    @Test
    void what_it_cannot_do_is_refused_with_the_cure() {
        String path = "Composition/" + document + "/$document";
        centre.searches(path, "persist", "true").refuses(400, "not-supported", "`POST Bundle`");
        centre.searches(path, "persist", "maybe").refuses(400, "value", "`persist`");
        centre.searches(path, "graph", "x").refuses(400, "not-supported", "`graph`");
        centre.searches(path, "id", document).refuses(400, "duplicate", "`id`");
        centre.gets("Composition/$document").refuses(400, "required", "Composition/$document?id=123");
        centre.searches("Composition/$document", "id", "Observation/1").refuses(400, "value", "`id`");
        registrar.gets(path).refuses(403, "forbidden", "document");
    }

    private static List<String> keys(Answer answer) {
        return answer.resources().stream().map(Answer::key).toList();
    }
}
