package vn.lienthong.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.spec.Samples.CCCD;
import static vn.lienthong.spec.Samples.fresh;
import static vn.lienthong.spec.Samples.newCccd;
import static vn.lienthong.spec.Samples.observation;
import static vn.lienthong.spec.Samples.patient;
import static vn.lienthong.spec.Samples.put;
import static vn.lienthong.spec.Samples.transaction;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Searches by what a resource refers to and by what refers to it.
 *
 * @see <a href="https://hl7.org/fhir/R4/search.html#chaining">Chained parameters</a>
 * @see <a href="https://hl7.org/fhir/R4/search.html#has">Reverse chaining</a>
 * @see <a href="https://hl7.org/fhir/R4/search.html#include">Including other resources</a>
 */
@ExtendWith(RunningNodes.class)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class LinkedSearchSpec {

    private final Caller facility;
    private final Caller clinician;
    private final String cccd = newCccd();
    private final String patientId = fresh("patient");
    private final String stay = fresh("stay");
    private final String visit = fresh("visit");
    private final String sugar = fresh("sugar");
    private final String potassium = fresh("potassium");
    private final String panel = fresh("panel");
    private final String report = fresh("report");
    private final String origin = fresh("origin");
    private final String doctorId = fresh("doctor");
    private final String doctor = "Practitioner/" + doctorId;
    private final String ward = fresh("ward");
    private final String hospital = fresh("hospital");

    LinkedSearchSpec(ExchangeNode node) {
        facility = node.facility("22021");
        clinician = node.account("clinician-22021");
    }

    @BeforeEach
    void a_stay_and_a_visit_with_measurements() {
        facility.posts(transaction(
                        put("{\"resourceType\":\"Organization\",\"id\":\"%s\",\"name\":\"Bệnh viện %s\"}"
                                .formatted(hospital, hospital)),
                        put(
                                "{\"resourceType\":\"Organization\",\"id\":\"%s\",\"name\":\"Khoa %s\",\"partOf\":{\"reference\":\"Organization/%s\"}}"
                                        .formatted(ward, ward, hospital)),
                        put("{\"resourceType\":\"Practitioner\",\"id\":\"%s\"}".formatted(doctorId)),
                        put(patient(patientId, cccd)),
                        put(encounter(stay, "IMP", "Organization/" + ward)),
                        put(encounter(visit, "AMB", "Organization/facility-22021")),
                        put(measured(sugar, "2345-7", "5.5", stay)),
                        put(measured(potassium, "2823-3", "4.1", visit)),
                        put(observation(panel, "Patient/" + patientId, "24323-8", "2026-03-10", "1")
                                .replace(
                                        "\"status\"",
                                        "\"hasMember\":[%s,%s],\"status\""
                                                .formatted(
                                                        to("Observation/" + sugar), to("Observation/gone-" + sugar)))),
                        put("""
                            {"resourceType":"DiagnosticReport","id":"%s","status":"final","code":{"text":"x"},
                             "subject":%s,"result":[%s]}""".formatted(report, to("Patient/" + patientId), to("Observation/" + panel))),
                        put("""
                            {"resourceType":"Provenance","id":"%s","target":[%s],"recorded":"2026-03-10T08:00:00Z",
                             "agent":[{"who":%s}]}""".formatted(origin, to("Observation/" + sugar), to(doctor)))))
                .is(200);
    }

    private static String to(String key) {
        return "{\"reference\":\"%s\"}".formatted(key);
    }

    private String encounter(String id, String kind, String provider) {
        return """
                {"resourceType":"Encounter","id":"%s","status":"finished","class":{"code":"%s"},
                 "subject":%s,"serviceProvider":%s}""".formatted(id, kind, to("Patient/" + patientId), to(provider));
    }

    private String measured(String id, String code, String value, String encounter) {
        return observation(id, "Patient/" + patientId, code, "2026-01-10T08:00:00+07:00", value)
                .replace(
                        "\"status\"",
                        "\"encounter\":%s,\"performer\":[%s],\"status\""
                                .formatted(to("Encounter/" + encounter), to(doctor)));
    }

    /** Names of this specification become ids. */
    private String resolved(String text) {
        return text.replace("DOCTOR", doctorId)
                .replace("STAY", stay)
                .replace("SUGAR", sugar)
                .replace("PANEL", panel)
                .replace("REPORT", report)
                .replace("WARD", ward)
                .replace("HOSPITAL", hospital)
                .replace("CCCD", cccd)
                .replace("PATIENT", patientId);
    }

    private List<String> keys(String type, String names) {
        return Stream.of(names.split(" ", -1))
                .filter(name -> !name.isEmpty())
                .map(name -> type + "/"
                        + switch (name) {
                            case "sugar" -> sugar;
                            case "potassium" -> potassium;
                            case "panel" -> panel;
                            case "report" -> report;
                            case "stay" -> stay;
                            case "visit" -> visit;
                            case "patient" -> patientId;
                            default -> name;
                        })
                .toList();
    }

    @ParameterizedTest(name = "{0}?{1}={2}")
    @CsvSource({
        "Observation, encounter.class, IMP, sugar",
        "Observation, encounter:Encounter.class, 'IMP,AMB', sugar potassium",
        "Observation, encounter.class:not, IMP, potassium",
        "Observation, encounter._id, STAY, sugar",
        "Observation, encounter.service-provider, Organization/WARD, sugar",
        "Observation, encounter:Encounter.service-provider.name, Khoa WARD, sugar",
        "Observation, encounter.service-provider.name:exact, khoa, ''",
        "Observation, encounter.service-provider:Organization.partof.name, benh vien HOSPITAL, sugar",
        "Observation, encounter.service-provider.partof, Organization/province-22, potassium",
        "Observation, performer:Practitioner._id, DOCTOR, sugar potassium",
        "Observation, performer:Patient._id, DOCTOR, ''",
        "Observation, has-member:Observation.encounter.class, IMP, panel",
        "Observation, has-member.code, 2345-7, panel",
        "Observation, subject.identifier, CCCD, sugar potassium panel",
        "Observation, subject:Patient.name, Nguyen, sugar potassium panel",
        "Observation, subject.name, Tran, ''",
        "Observation, focus.code, 2345-7, ''",
        "DiagnosticReport, result.code, 24323-8, report",
        "DiagnosticReport, result.has-member:Observation.encounter.service-provider.partof.name, Bệnh viện HOSPITAL, report",
        "Observation, _has:Provenance:target:agent, Practitioner/DOCTOR, sugar",
        "Observation, _has:Observation:has-member:code, 24323-8, sugar",
        "Observation, _has:Observation:has-member:_id, PANEL, sugar",
        "Observation, _has:Observation:has-member:_has:DiagnosticReport:result:status, final, sugar",
        "Observation, _has:DiagnosticReport:result:status, amended, ''",
        "Observation, encounter._has:Observation:encounter:code, 2823-3, potassium",
        "Encounter, _has:Observation:encounter:value-quantity, gt5, stay",
        "Encounter, _has:Observation:encounter:code:not, 2345-7, visit",
        "Encounter, _has:Observation:encounter:performer:Practitioner._id, DOCTOR, stay visit"
    })
    void a_search_follows_references_in_both_directions(String type, String name, String value, String expected) {
        String[] asked = {"patient", patientId, name, resolved(value)};
        Answer answer = facility.searches(type, asked).is(200);
        assertThat(answer.keys()).containsExactlyInAnyOrderElementsOf(keys(type, expected));
        assertThat(facility.searchesByForm(type, asked).is(200).keys()).isEqualTo(answer.keys());
        assertThat(clinician.searches(type, asked).is(200).keys()).isEqualTo(answer.keys());
    }

    @Test
    void several_links_must_all_hold() {
        assertThat(facility.searches(
                                "Observation",
                                "patient",
                                patientId,
                                "encounter.class",
                                "IMP",
                                "_has:Provenance:target:agent",
                                doctor)
                        .is(200)
                        .keys())
                .containsExactly("Observation/" + sugar);
        assertThat(facility.searches(
                                "Observation",
                                "patient",
                                patientId,
                                "encounter.class",
                                "AMB",
                                "_has:Provenance:target:agent",
                                doctor)
                        .is(200)
                        .keys())
                .isEmpty();
    }

    @Test
    void a_list_is_searched_for_its_items() {
        String list = fresh("list");
        facility.updates("""
                {"resourceType":"List","id":"%s","status":"current","mode":"working","subject":%s,
                 "entry":[{"item":%s},{"item":%s}]}""".formatted(
                                list, to("Patient/" + patientId), to("Observation/" + sugar), to("Encounter/" + stay)))
                .is(201);
        for (String[] asked : new String[][] {{"patient", patientId, "_list", list}, {"_list", list}}) {
            assertThat(facility.searches("Observation", asked).is(200).keys()).containsExactly("Observation/" + sugar);
        }
        assertThat(facility.searches("Observation", "_list", fresh("nothing"))
                        .is(200)
                        .keys())
                .isEmpty();
        facility.searches("Observation", "patient", patientId, "_list", "$current-problems")
                .refuses(400, "value", "`_list`");
    }

    @Test
    void the_directory_is_searched_by_its_links() {
        assertThat(clinician
                        .searches("Organization", "partof.name", "Bệnh viện " + hospital)
                        .is(200)
                        .keys())
                .containsExactly("Organization/" + ward);
        assertThat(clinician
                        .searches("Organization", "_has:Organization:partof:name", "Khoa " + ward)
                        .is(200)
                        .keys())
                .containsExactly("Organization/" + hospital);
        clinician
                .searches("Organization", "_has:Encounter:service-provider:class", "IMP")
                .refuses(400, "too-costly", "`_has:Encounter:service-provider`");
        clinician
                .searches("Organization", "_id", ward, "_revinclude", "Encounter:service-provider")
                .refuses(400, "too-costly", "`_revinclude`");
    }

    @Test
    void a_patient_is_found_by_what_is_in_the_record() {
        for (String[] asked : new String[][] {
            {"identifier", CCCD + "|" + cccd, "_has:Observation:patient:code", "2345-7"},
            {"_id", patientId, "_has:Observation:subject:encounter.class", "IMP"}
        }) {
            assertThat(clinician.searches("Patient", asked).is(200).keys()).containsExactly("Patient/" + patientId);
        }
        assertThat(clinician
                        .searches("Patient", "identifier", CCCD + "|" + cccd, "_has:Observation:patient:code", "1-1")
                        .is(200)
                        .keys())
                .isEmpty();
    }

    @Test
    void the_patient_can_be_named_by_a_chain() {
        for (String name : List.of("patient.identifier", "subject:Patient.identifier", "subject.identifier")) {
            assertThat(clinician
                            .searches("Observation", name, CCCD + "|" + cccd, "code", "2345-7")
                            .is(200)
                            .keys())
                    .as(name)
                    .containsExactly("Observation/" + sugar);
        }
        assertThat(clinician
                        .searches("Observation", "patient.identifier", CCCD + "|" + cccd, "patient.gender", "female")
                        .is(200)
                        .keys())
                .isEmpty();
        assertThat(clinician
                        .searches("Observation", "patient.identifier", CCCD + "|" + newCccd())
                        .is(200)
                        .keys())
                .isEmpty();
        clinician.searches("Observation", "patient.gender", "male").refuses(400, "required", "Say whom you look for");
    }

    @ParameterizedTest(name = "{0}?{1}")
    @CsvSource({
        "Observation, _include=Observation:encounter, Encounter/STAY Encounter/VISIT",
        "Observation, _include=Observation:encounter:Encounter, Encounter/STAY Encounter/VISIT",
        "Observation, _include=Observation:encounter&_include:iterate=Encounter:service-provider, Encounter/STAY Encounter/VISIT Organization/WARD Organization/facility-22021",
        "Observation, _include=Observation:encounter&_include:recurse=Encounter:service-provider&_include:iterate=Organization:partof, Encounter/STAY Encounter/VISIT Organization/WARD Organization/HOSPITAL Organization/facility-22021 Organization/province-22",
        "Observation, _include=Observation:has-member, ''",
        "Observation, _include=Observation:performer:Patient, ''",
        "Observation, _revinclude=Provenance:target, Provenance/ORIGIN",
        "Observation, _revinclude=DiagnosticReport:result, DiagnosticReport/REPORT",
        "Observation, _revinclude=DiagnosticReport:*, DiagnosticReport/REPORT",
        "Observation, _revinclude=*, DiagnosticReport/REPORT Provenance/ORIGIN",
        "Encounter, _revinclude=Observation:encounter, Observation/SUGAR Observation/POTASSIUM",
        "Encounter, _revinclude=Observation:encounter&_revinclude:iterate=Provenance:target, Observation/SUGAR Observation/POTASSIUM Provenance/ORIGIN",
        "Encounter, _revinclude=Observation:encounter&_revinclude=Provenance:target, Observation/SUGAR Observation/POTASSIUM",
        "DiagnosticReport, _include=DiagnosticReport:result&_include:iterate=Observation:has-member&_include:iterate=Observation:encounter, Observation/PANEL Observation/SUGAR Encounter/STAY"
    })
    void what_is_linked_with_the_matches_is_included_once(String type, String asked, String expected) {
        Answer answer =
                facility.gets(type + "?patient=" + patientId + "&" + asked).is(200);
        assertThat(answer.ofMode("include").stream().map(Answer::key))
                .containsExactlyInAnyOrderElementsOf(Stream.of(expected.split(" ", -1))
                        .filter(key -> !key.isEmpty())
                        .map(key -> resolved(key.replace("VISIT", visit)
                                .replace("ORIGIN", origin)
                                .replace("POTASSIUM", potassium)))
                        .toList());
        assertThat(answer.keys()).doesNotHaveDuplicates().allMatch(key -> key.startsWith(type + "/"));
    }

    @Test
    void what_refers_to_the_matches_is_included_wherever_the_search_looked() {
        assertThat(clinician
                        .searches("Patient", "identifier", CCCD + "|" + cccd, "_revinclude", "Encounter:patient")
                        .is(200)
                        .ofMode("include")
                        .stream()
                        .map(Answer::key))
                .containsExactlyInAnyOrder("Encounter/" + stay, "Encounter/" + visit);
        assertThat(
                        clinician
                                .gets("Encounter?_id=" + stay + "&_revinclude=Observation:encounter")
                                .is(200)
                                .ofMode("include")
                                .stream()
                                .map(Answer::key))
                .containsExactly("Observation/" + sugar);
        assertThat(clinician
                        .gets("Organization?_id=" + hospital + "&_revinclude=Organization:partof")
                        .is(200)
                        .ofMode("include")
                        .stream()
                        .map(Answer::key))
                .containsExactly("Organization/" + ward);
    }

    @Test
    void nothing_is_included_into_a_count() {
        Answer answer = facility.gets("Observation?patient=" + patientId + "&_count=0&_revinclude=*")
                .is(200);
        assertThat(answer.at("/total")).isEqualTo("3");
        assertThat(answer.resources()).isEmpty();
        assertThat(facility.gets("Observation?patient=" + patientId + "&_total=none")
                        .is(200)
                        .json()
                        .has("total"))
                .isFalse();
    }

    @ParameterizedTest(name = "{0}={1}")
    @CsvSource({
        "subject.colour, x, subject.colour",
        "subject:Nobody.name, x, subject:Nobody.name",
        "subject:Encounter.status, x, subject:Encounter.status",
        "encounter., x, encounter.",
        "encounter.date, soon, encounter.date",
        "encounter:identifier.status, x, encounter:identifier.status",
        "code.name, x, code.name",
        "encounter.encounter-xyz.name, x, encounter.encounter-xyz.name",
        "has-member:Observation.has-member:Observation.has-member:Observation.has-member:Observation.has-member:Observation.has-member:Observation.code, x, 5 links",
        "_has, x, `_has`",
        "_has:Observation, x, _has:Observation",
        "_has:Observation:has-member, x, _has:Observation:has-member",
        "_has:Thing:subject:code, x, Thing",
        "_has:Observation:colour:code, x, colour",
        "_has:Observation:code:code, x, no reference",
        "_has:Encounter:service-provider:status, x, does not refer to Observation",
        "_has:Observation:has-member:date, soon, _has:Observation:has-member:date",
        "_has:AuditEvent:entity:agent, x, _has:AuditEvent:entity",
        "_list, a b, `_list`",
        "_include, Observation, _include",
        "_include, Observation:code, _include",
        "_include, Observation:encounter:Patient, does not refer to Patient",
        "_include:once, Observation:encounter, _include:once",
        "_revinclude, Provenance:colour, _revinclude",
        "_revinclude, Thing:target, _revinclude",
        "_revinclude, AuditEvent:entity, _revinclude",
        "_sort, subject.name, _sort",
        "_sort, '', _sort",
        "_sort, 'date,', _sort",
        "_page, x, `_page`",
        "_total, some, _total"
    })
    void what_leads_nowhere_is_named_with_an_example(String name, String value, String named) {
        for (String handling : List.of("strict", "lenient")) {
            Answer answer = new Answer(facility.asks()
                            .header("Prefer", "handling=" + (value.isEmpty() ? "strict" : handling))
                            .queryParam("patient", patientId)
                            .queryParam(name, value)
                            .get("/Observation"))
                    .is(400);
            assertThat(answer.at("/issue/0/severity")).isEqualTo("error");
            assertThat(answer.at("/issue/0/diagnostics")).contains(named).containsIgnoringCase("example");
        }
    }

    @Test
    void a_page_leads_to_all_others() {
        Answer first = facility.searches(
                        "Observation", "patient", patientId, "_sort", "code", "_count", "1", "_elements", "id")
                .is(200);
        assertThat(first.keys()).containsExactly("Observation/" + sugar);
        assertThat(first.link("previous")).isEmpty();
        Answer last = follow(first, "last");
        assertThat(last.link("next")).isEmpty();
        Answer middle = follow(last, "previous");
        assertThat(follow(first, "next").keys()).isEqualTo(middle.keys()).isNotEqualTo(last.keys());
        assertThat(follow(middle, "previous").keys()).isEqualTo(first.keys());
        assertThat(follow(middle, "first").keys()).isEqualTo(first.keys());
        assertThat(follow(middle, "self").keys()).isEqualTo(middle.keys());
        assertThat(middle.link("next"))
                .hasValueSatisfying(link -> assertThat(link).endsWith("&_elements=id"));
        assertThat(facility.searches("Observation", "patient", patientId)
                        .is(200)
                        .link("last"))
                .as("one page is all")
                .isEmpty();
    }

    private Answer follow(Answer page, String relation) {
        return facility.follows(page.link(relation).orElseThrow()).is(200);
    }

    @Test
    void a_page_link_takes_no_further_conditions() {
        String link = facility.searches("Observation", "patient", patientId, "_count", "1")
                .is(200)
                .link("next")
                .orElseThrow();
        facility.follows(link + "&code=x").refuses(400, "value", "Parameter `code`");
        facility.follows(link + "&_pretty=true").is(200);
    }
}
