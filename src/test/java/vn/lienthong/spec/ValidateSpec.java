package vn.lienthong.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.spec.Samples.fresh;
import static vn.lienthong.spec.Samples.newCccd;
import static vn.lienthong.spec.Samples.observation;
import static vn.lienthong.spec.Samples.patient;
import static vn.lienthong.spec.Samples.put;
import static vn.lienthong.spec.Samples.transaction;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Whether a resource conforms, and what a change would meet, without making it.
 *
 * @see <a href="https://hl7.org/fhir/R4/resource-operation-validate.html">$validate</a>
 */
@ExtendWith(RunningNodes.class)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ValidateSpec {

    private static final String VITAL_SIGNS = "http://hl7.org/fhir/StructureDefinition/vitalsigns";

    private final Caller centre;
    private final Caller other;
    private final Caller clinician;
    private final Caller auditor;

    private final String person = fresh("person");
    private final String stranger = fresh("stranger");
    private final String sugar = fresh("sugar");

    ValidateSpec(ExchangeNode node) {
        centre = node.facility("22021");
        other = node.facility("22001");
        clinician = node.account("clinician-22001");
        auditor = node.account("auditor");
    }

    @BeforeEach
    void a_person_has_a_result() {
        centre.posts(transaction(
                        put(patient(person, newCccd())),
                        put(patient(stranger, newCccd())),
                        put(observation(sugar, "Patient/" + person, "2345-7", "2026-03-01", "9.1"))))
                .is(200);
    }

    @Test
    void a_good_resource_gets_advice_and_no_error() {
        assertThat(errors(validates(sent()))).isEmpty();
    }

    @Test
    void what_breaks_r4_is_told_with_its_place_and_answered_200() {
        assertThat(issues(validates(sent().replace("final", "finall"))))
                .anyMatch(issue -> issue.path("severity").asText().equals("error")
                        && issue.at("/expression/0").asText().equals("Observation.status"));
        assertThat(issues(validates("{\"resourceType\":\"Observation\",\"stat\":1}")))
                .anyMatch(issue -> issue.at("/expression/0").asText().equals("Observation.stat"));
    }

    @Test
    void invariants_and_required_codes_are_checked() {
        assertThat(errors(centre.sendsTo(
                                "POST",
                                "Patient/$validate",
                                "{\"resourceType\":\"Patient\",\"contact\":[{\"gender\":\"male\"}]}")
                        .is(200)))
                .anyMatch(text -> text.contains("pat-1"));
    }

    @Test
    void a_profile_is_held_against_it_when_it_is_asked_for_or_claimed() {
        assertThat(errors(centre.sendsTo("POST", "Observation/$validate?profile=" + VITAL_SIGNS, sent())
                        .is(200)))
                .anyMatch(text -> text.contains("category"));
        String claiming = sent().replaceFirst("\"status\"", "\"meta\":{\"profile\":[\"" + VITAL_SIGNS + "\"]},$0");
        assertThat(errors(validates(claiming))).anyMatch(text -> text.contains("category"));
        assertThat(errors(centre.sendsTo("POST", "Observation/$validate?profile=http://example.org/none", sent())
                        .is(200)))
                .anyMatch(text -> text.contains("`http://example.org/none` is not known here"));
    }

    @Test
    void parameters_carry_resource_mode_and_profile() {
        String parameters = """
                {"resourceType":"Parameters","parameter":[{"name":"mode","valueCode":"profile"},
                 {"name":"profile","valueUri":"%s"},{"name":"resource","resource":%s}]}""".formatted(VITAL_SIGNS, sent());
        assertThat(errors(centre.sendsTo("POST", "Observation/$validate", parameters)
                        .is(200)))
                .anyMatch(text -> text.contains("category"));
    }

    @Test
    void xml_is_validated_as_it_came() {
        var answer = new Answer(centre.asks()
                        .contentType("application/fhir+xml")
                        .body(
                                "<Observation xmlns=\"http://hl7.org/fhir\"><status value=\"final\"/><cod/></Observation>")
                        .post("/Observation/$validate"))
                .is(200);
        assertThat(errors(answer)).anyMatch(text -> text.contains("cod"));
    }

    @Test
    void a_document_type_in_xml_is_refused() {
        for (String operation : new String[] {"/Observation/$validate", "/$convert"}) {
            new Answer(centre.asks()
                            .contentType("application/fhir+xml")
                            .body(
                                    "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><Observation xmlns=\"http://hl7.org/fhir\"><status value=\"&b;\"/></Observation>")
                            .post(operation))
                    .refuses(400, "structure", "no document type");
        }
    }

    @Test
    void create_tells_what_the_exchange_itself_would_refuse() {
        String lost = observation("x", "Patient/nobody-here", "2345-7", "2026-03-01", "9.1");
        assertThat(errors(centre.sendsTo("POST", "Observation/$validate?mode=create", lost)
                        .is(200)))
                .containsExactly("`Patient/nobody-here` is not known here. Send it first, or in the same transaction.");
        assertThat(errors(centre.sendsTo("POST", "Observation/$validate?mode=create", sent())
                        .is(200)))
                .isEmpty();
    }

    @Test
    void update_tells_what_stands_against_it() {
        String path = "Observation/" + sugar + "/$validate?mode=update";
        assertThat(errors(centre.sendsTo("POST", path, sent()).is(200))).isEmpty();
        assertThat(errors(centre.sendsTo("POST", path, sent().replace(sugar, "another"))
                        .is(200)))
                .anyMatch(text -> text.contains("id of the address"));
        assertThat(errors(centre.sendsTo("POST", path, sent().replace(person, stranger))
                        .is(200)))
                .anyMatch(text -> text.contains("patient of a resource cannot be changed"));
        assertThat(centre.sendsTo("POST", path.replace(sugar, "new"), sent().replace(sugar, "new"))
                        .is(200)
                        .text())
                .contains("the update would create it");
        centre.gets("Observation/new").is(404);
    }

    @Test
    void what_is_hidden_is_told_as_what_is_not_there() {
        for (String query : List.of("?mode=delete", "?mode=update")) {
            String hidden = other.sendsTo("POST", "Observation/" + sugar + "/$validate" + query, sent())
                    .is(200)
                    .text();
            String absent = other.sendsTo("POST", "Observation/none/$validate" + query, sent().replace(sugar, "none"))
                    .is(200)
                    .text();
            assertThat(hidden.replace(sugar, "none")).isEqualTo(absent);
        }
        clinician.gets("Observation/" + sugar + "/$validate").refuses(404, "not-found", sugar);
    }

    @Test
    void what_is_stored_can_be_validated_where_it_lies() {
        assertThat(errors(centre.gets("Observation/" + sugar + "/$validate").is(200)))
                .isEmpty();
        assertThat(centre.sendsTo("POST", "Observation/" + sugar + "/$validate?mode=delete", "")
                        .is(200)
                        .text())
                .contains("can be deleted");
        centre.gets("Observation/" + sugar).is(200);
        centre.deletes("Observation/" + sugar).is(204);
        centre.gets("Observation/" + sugar + "/$validate").refuses(410, "deleted", sugar);
    }

    @Test
    void whoever_could_not_do_it_is_told_so() {
        assertThat(errors(
                        auditor.sendsTo("POST", "Observation/$validate", sent()).is(200)))
                .isEmpty();
        auditor.sendsTo("POST", "Observation/$validate?mode=create", sent()).refuses(403, "forbidden", "create");
        auditor.gets("Observation/" + sugar + "/$validate").refuses(403, "forbidden", "read");
    }

    @Test
    void what_is_not_understood_is_refused_with_the_cure() {
        centre.sendsTo("POST", "Observation/$validate?mode=destroy", sent()).refuses(400, "value", "`mode`");
        centre.sendsTo("POST", "Observation/$validate?mode=profile", sent()).refuses(400, "required", "`profile`");
        centre.sendsTo("POST", "Observation/$validate?profile=x", sent()).refuses(400, "value", "`profile`");
        centre.sendsTo("POST", "Observation/$validate?strict=true", sent()).refuses(400, "not-supported", "`strict`");
        centre.sendsTo("POST", "Observation/$validate?mode=delete", "").refuses(400, "required", "[id]/$validate");
        centre.gets("Observation/$validate").refuses(400, "required", "Observation/[id]/$validate");
        centre.sendsTo("POST", "Observation/$validate", "{").refuses(400, "structure", "line 1");
        centre.sendsTo("POST", "Observation/$validate", "[]").refuses(400, "structure", "one resource");
        centre.sendsTo("POST", "Observation/$validate", "{\"a\":".repeat(300)).refuses(400, "structure", "too deep");
        String large = sent().replace("\"status\"", "\"language\":\"" + "a".repeat(1 << 20) + "\",\"status\"");
        centre.sendsTo("POST", "Observation/$validate", large).refuses(413, "too-long", "one by one");
    }

    @Test
    void it_is_on_record() {
        centre.gets("Observation/" + sugar + "/$validate").is(200);
        assertThat(auditor.searches("AuditEvent", "patient", "Patient/" + person)
                        .is(200)
                        .text())
                .contains("$validate");
    }

    private String sent() {
        return observation(sugar, "Patient/" + person, "2345-7", "2026-03-01", "9.1");
    }

    private Answer validates(String observation) {
        return centre.sendsTo("POST", "Observation/$validate", observation).is(200);
    }

    private static List<JsonNode> issues(Answer answer) {
        assertThat(answer.at("/resourceType")).isEqualTo("OperationOutcome");
        List<JsonNode> issues = new ArrayList<>();
        answer.json().path("issue").forEach(issues::add);
        assertThat(issues).isNotEmpty();
        return issues;
    }

    private static List<String> errors(Answer answer) {
        return issues(answer).stream()
                .filter(issue -> List.of("error", "fatal")
                        .contains(issue.path("severity").asText()))
                .map(issue -> issue.path("diagnostics").asText())
                .toList();
    }
}
