package vn.lienthong.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.spec.Samples.fresh;
import static vn.lienthong.spec.Samples.newCccd;
import static vn.lienthong.spec.Samples.observation;
import static vn.lienthong.spec.Samples.patient;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Search parameters that the operator adds find what is there already and what comes later, on every node.
 *
 * @see <a href="https://hl7.org/fhir/R4/searchparameter.html">SearchParameter</a>
 */
@ExtendWith(RunningNodes.class)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class AddedParametersSpec {

    private static final String WARD = "http://lienthong.vn/test/ward";

    private final ExchangeNode node;
    private final Caller operator;
    private final Caller facility;

    AddedParametersSpec(ExchangeNode node) {
        this.node = node;
        operator = node.account("operator");
        facility = node.facility("22021");
    }

    private static String parameter(
            String id, String status, String code, String type, String expression, String base) {
        return """
                {"resourceType":"SearchParameter","id":"%s","url":"http://lienthong.vn/test/SearchParameter/%s",
                 "name":"Test","status":"%s","description":"A test","code":"%s","base":["%s"],"type":"%s",
                 "expression":"%s"}""".formatted(id, id, status, code, base, type, expression);
    }

    private static String ward(String id, String status, String code) {
        return parameter(
                id, status, code, "token", "Observation.extension('" + WARD + "').value.ofType(Coding)", "Observation");
    }

    private static String onWard(String id, String patient, String ward) {
        return observation(id, "Patient/" + patient, "2345-7", "2026-01-01", "5")
                .replace("\"status\"", """
                "extension":[{"url":"%s","valueCoding":{"system":"urn:wards","code":"%s"}}],"status\"""".formatted(WARD, ward));
    }

    private String newPatient() {
        String id = fresh("patient");
        facility.updates(patient(id, newCccd())).is(201);
        return id;
    }

    @Test
    void a_parameter_finds_what_was_stored_before_and_after_and_nothing_once_it_is_retired() {
        String patientId = newPatient();
        String before = fresh("before");
        facility.updates(onWard(before, patientId, "a")).is(201);
        facility.updates(observation(fresh("plain"), "Patient/" + patientId, "2345-7", "2026-01-01", "5"))
                .is(201);
        String code = fresh("ward");
        String id = fresh("parameter");
        facility.searches("Observation", "patient", patientId, code, "a").refuses(400, "value", "no search parameter");

        operator.updates(ward(id, "active", code)).is(201);
        String after = fresh("after");
        facility.updates(onWard(after, patientId, "b")).is(201);

        assertThat(found(facility, patientId, code, "a")).containsExactly("Observation/" + before);
        assertThat(found(facility, patientId, code, "urn:wards|b")).containsExactly("Observation/" + after);
        assertThat(found(facility, patientId, code, "a,b"))
                .containsExactlyInAnyOrder("Observation/" + before, "Observation/" + after);
        assertThat(found(facility, patientId, code + ":not", "a")).hasSize(2);
        assertThat(found(facility, patientId, code + ":missing", "true")).hasSize(1);
        assertThat(facility.searches("Observation", "patient", patientId, "_sort", "-" + code)
                        .is(200)
                        .keys())
                .startsWith("Observation/" + after, "Observation/" + before);
        assertThat(facility.searchesByForm("Observation", "patient", patientId, code, "a")
                        .is(200)
                        .keys())
                .containsExactly("Observation/" + before);
        assertThat(declared("Observation")).contains(code);

        operator.updates(ward(id, "retired", code)).is(200);
        facility.searches("Observation", "patient", patientId, code, "a").refuses(400, "value", "no search parameter");
        assertThat(declared("Observation")).doesNotContain(code);

        operator.updates(ward(id, "active", code)).is(200);
        assertThat(found(facility, patientId, code, "a")).containsExactly("Observation/" + before);
        operator.deletes("SearchParameter/" + id).is(204);
        facility.searches("Observation", "patient", patientId, code, "a").refuses(400, "value", "no search parameter");
    }

    @Test
    void a_parameter_that_changes_its_meaning_finds_by_the_new_one_alone() {
        String patientId = newPatient();
        String observationId = fresh("observation");
        facility.updates(onWard(observationId, patientId, "a")
                        .replace("\"status\"", "\"note\":[{\"text\":\"Giường 5\"}],\"status\""))
                .is(201);
        String code = fresh("changing");
        String id = fresh("parameter");
        operator.updates(ward(id, "active", code)).is(201);
        assertThat(found(facility, patientId, code, "a")).hasSize(1);

        operator.updates(parameter(id, "active", code, "string", "Observation.note.text", "Observation"))
                .is(200);
        assertThat(found(facility, patientId, code, "giuong")).hasSize(1);
        assertThat(found(facility, patientId, code, "a")).isEmpty();
        operator.deletes("SearchParameter/" + id).is(204);
    }

    @Test
    void a_parameter_may_look_at_the_narrative_that_writes_leave_aside() {
        String patientId = newPatient();
        String narrative =
                "\"text\":{\"status\":\"additional\",\"div\":\"<div xmlns=\\\"http://www.w3.org/1999/xhtml\\\">x</div>\"},\"status\"";
        String before = fresh("before");
        facility.updates(onWard(before, patientId, "a").replace("\"status\"", narrative))
                .is(201);
        String code = fresh("told");
        String id = fresh("parameter");
        operator.updates(parameter(id, "active", code, "token", "Observation.text.status", "Observation"))
                .is(201);
        String after = fresh("after");
        facility.updates(onWard(after, patientId, "a").replace("\"status\"", narrative))
                .is(201);

        assertThat(found(facility, patientId, code, "additional"))
                .containsExactlyInAnyOrder("Observation/" + before, "Observation/" + after);
        operator.deletes("SearchParameter/" + id).is(204);
    }

    @Test
    void another_node_serves_it_at_once() {
        String patientId = newPatient();
        facility.updates(onWard(fresh("observation"), patientId, "a")).is(201);
        String code = fresh("ward");
        String id = fresh("parameter");
        try (ExchangeNode another = node.another()) {
            assertThat(another.facility("22021")
                            .searches("Observation", "patient", patientId, code, "a")
                            .status())
                    .isEqualTo(400);
            operator.updates(ward(id, "active", code)).is(201);
            another.facility("22021")
                    .updates(onWard(fresh("observation"), patientId, "a"))
                    .is(201);
            assertThat(found(another.facility("22021"), patientId, code, "a")).hasSize(2);
            assertThat(found(facility, patientId, code, "a")).hasSize(2);
        }
        operator.deletes("SearchParameter/" + id).is(204);
    }

    @Test
    void the_directory_and_patients_are_searched_by_it_too() {
        String code = fresh("alias");
        String id = fresh("parameter");
        operator.updates(parameter(id, "active", code, "string", "Organization.contact.name.text", "Organization"))
                .is(201);
        String organization = fresh("organization");
        operator.updates("""
                {"resourceType":"Organization","id":"%s","name":"Khoa %s","contact":[{"name":{"text":"Bà %s"}}]}""".formatted(organization, organization, organization))
                .is(201);
        assertThat(facility.searches("Organization", "name", "Khoa " + organization, code, "Ba " + organization)
                        .is(200)
                        .keys())
                .containsExactly("Organization/" + organization);
        assertThat(facility.searches("Organization", "name", "Khoa " + organization, code, "Ong")
                        .is(200)
                        .keys())
                .isEmpty();
        operator.deletes("SearchParameter/" + id).is(204);
    }

    @Test
    void chains_has_and_includes_follow_it_both_ways() {
        String patientId = newPatient();
        String basedOn = fresh("based");
        String follows = fresh("follows");
        String extension = "http://lienthong.vn/test/follows";
        String earlier = fresh("earlier");
        String later = fresh("later");
        facility.updates(onWard(earlier, patientId, "a")).is(201);
        facility.updates(observation(later, "Patient/" + patientId, "718-7", "2026-01-02", "5")
                        .replace("\"status\"", """
                        "extension":[{"url":"%s","valueReference":{"reference":"Observation/%s"}}],"status\"""".formatted(extension, earlier)))
                .is(201);
        operator.updates(ward(basedOn, "active", basedOn)).is(201);
        operator.updates(parameter(
                        follows,
                        "active",
                        follows,
                        "reference",
                        "Observation.extension('" + extension + "').value.ofType(Reference)",
                        "Observation"))
                .is(201);

        // What is stored already is found first by a link: no search has indexed it before.
        assertThat(found(facility, patientId, follows + ":Observation." + basedOn, "a"))
                .containsExactly("Observation/" + later);
        assertThat(found(facility, patientId, follows + ":Observation." + basedOn, "b"))
                .isEmpty();
        assertThat(found(facility, patientId, "_has:Observation:" + follows + ":code", "718-7"))
                .containsExactly("Observation/" + earlier);
        assertThat(facility.searches(
                                "Observation",
                                "patient",
                                patientId,
                                "code",
                                "718-7",
                                "_include",
                                "Observation:" + follows)
                        .is(200)
                        .ofMode("include"))
                .extracting(Answer::key)
                .containsExactly("Observation/" + earlier);
        assertThat(facility.searches(
                                "Observation",
                                "patient",
                                patientId,
                                "code",
                                "2345-7",
                                "_revinclude",
                                "Observation:" + follows)
                        .is(200)
                        .ofMode("include"))
                .extracting(Answer::key)
                .containsExactly("Observation/" + later);
        facility.searches("Observation", "patient", patientId, "_include", "Observation:" + basedOn)
                .refuses(400, "value", "names no reference parameter");

        operator.deletes("SearchParameter/" + follows).is(204);
        operator.deletes("SearchParameter/" + basedOn).is(204);
        facility.searches("Observation", "patient", patientId, follows + "." + basedOn, "a")
                .refuses(400, "value", "no search parameter");
    }

    @Test
    void what_cannot_be_served_is_refused_with_the_place() {
        String id = fresh("parameter");
        operator.updates(parameter(id, "active", "x-note", "string", "Observation.notes.text", "Observation"))
                .refuses(422, "not-supported", "SearchParameter.expression", "`notes` is no element there");
        operator.updates(parameter(id, "active", "x-note", "string", "Observation.note.first()", "Observation"))
                .refuses(422, "not-supported", "SearchParameter.expression", "other functions of FHIRPath");
        operator.updates(parameter(id, "active", "x-note", "special", "Observation.note.text", "Observation"))
                .refuses(422, "not-supported", "SearchParameter.type", "is not served for parameters that are added");
        operator.updates(parameter(id, "active", "code", "token", "Observation.code", "Observation"))
                .refuses(422, "not-supported", "SearchParameter.code", "in R4 already");
        operator.updates(parameter(id, "active", "_note", "string", "Observation.note.text", "Observation"))
                .refuses(422, "not-supported", "SearchParameter.code", "begin with a letter");
        operator.updates(parameter(id, "active", "x-note", "string", "DomainResource.text", "DomainResource"))
                .refuses(422, "not-supported", "SearchParameter.base[0]", "Name each type for itself");
        operator.gets("SearchParameter/" + id).is(404);
        operator.updates(parameter(id, "draft", "x-note", "string", "Observation.notes.text", "Observation"))
                .is(201);
    }

    @Test
    void two_resources_cannot_give_one_type_the_same_parameter() {
        String code = fresh("ward");
        String first = fresh("parameter");
        operator.updates(ward(first, "active", code)).is(201);
        operator.updates(ward(fresh("parameter"), "active", code))
                .refuses(422, "not-supported", "SearchParameter.code", "Retire it first");
        operator.deletes("SearchParameter/" + first).is(204);
    }

    @Test
    void only_the_operator_adds_parameters() {
        String id = fresh("parameter");
        for (Caller caller : List.of(facility, node.account("clinician-22021"), node.account("registrar-22021"))) {
            caller.updates(ward(id, "active", "x-ward")).refuses(403, "forbidden", "operator");
        }
    }

    private static List<String> found(Caller caller, String patientId, String name, String value) {
        return caller.searches("Observation", "patient", patientId, name, value)
                .is(200)
                .keys();
    }

    private List<String> declared(String type) {
        var names = new ArrayList<String>();
        for (JsonNode resource : facility.gets("metadata").is(200).json().at("/rest/0/resource")) {
            if (resource.path("type").asText().equals(type)) {
                resource.path("searchParam")
                        .forEach(one -> names.add(one.path("name").asText()));
            }
        }
        return names;
    }
}
