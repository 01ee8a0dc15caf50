package vn.lienthong.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.spec.Samples.consent;
import static vn.lienthong.spec.Samples.fresh;
import static vn.lienthong.spec.Samples.newCccd;
import static vn.lienthong.spec.Samples.observation;
import static vn.lienthong.spec.Samples.patient;
import static vn.lienthong.spec.Samples.put;
import static vn.lienthong.spec.Samples.transaction;
import static vn.lienthong.spec.Samples.withdrawn;
import static vn.lienthong.spec.Samples.witnessed;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.lienthong.sample.DemoPeople;

/**
 * The life of a patient's decision: who records it, how it changes, what is told of it.
 *
 * @see <a href="https://hl7.org/fhir/R4/consent.html">Consent</a>
 * @see <a href="https://hl7.org/fhir/R4/provenance.html">Provenance</a>
 */
@ExtendWith(RunningNodes.class)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ConsentLifeSpec {

    private static final String HOSPITAL = "Organization/facility-22001";
    private static final String OWN = "Organization/facility-22021";

    /** In this order a Consent can reach each of them. */
    private static final Map<String, List<String>> WAYS = Map.of(
            "draft", List.of("draft"),
            "proposed", List.of("proposed"),
            "active", List.of("active"),
            "rejected", List.of("rejected"),
            "inactive", List.of("active", "inactive"),
            "entered-in-error", List.of("active", "entered-in-error"));

    private final Caller centre;
    private final Caller station;
    private final Caller registrar;
    private final Caller person;
    private final Caller stranger;
    private final Caller clinician;

    private final String home = fresh("person");
    private final String pulse = fresh("pulse");

    ConsentLifeSpec(ExchangeNode node) {
        centre = node.facility("22021");
        station = node.facility("22066");
        registrar = node.account("registrar-22021");
        person = node.account("patient-3");
        stranger = node.account("patient-2");
        clinician = node.account("clinician-22001");
    }

    @BeforeEach
    void a_person_is_registered_at_the_centre() {
        centre.posts(transaction(
                        put(patient(home, DemoPeople.PATIENT_3_CCCD)),
                        put(observation(pulse, "Patient/" + home, "8867-4", "2026-03-01", "72"))))
                .is(200);
    }

    @AfterEach
    void the_person_is_undecided_again() {
        person.searches("Consent", "status", "active", "_count", "100")
                .is(200)
                .matches()
                .forEach(consent -> person.updates(withdrawn(consent)).is(200));
        // The next specification finds the account without this registration.
        centre.updates(patient(home, newCccd())).is(200);
    }

    private String decision(String type, String actor) {
        return consent(fresh("decision"), "Patient/" + home, type, actor);
    }

    private static String with(String consent, String status) {
        return consent.replace("\"status\":\"active\"", "\"status\":\"" + status + "\"");
    }

    // Who records

    @Test
    void a_facilitys_system_cannot_let_itself_or_anybody_in_on_its_own_word() {
        for (String actor : List.of(OWN, HOSPITAL)) {
            centre.updates(decision("permit", actor)).refuses(403, "forbidden", "on its own word");
            centre.updates(witnessed(decision("permit", actor), "Patient/" + home))
                    .refuses(403, "forbidden", "on its own word");
        }
        isHidden();
    }

    @Test
    void a_facility_that_registers_somebody_by_number_and_year_does_not_get_in() {
        String claimed = fresh("claimed");
        station.updates(patient(claimed, DemoPeople.PATIENT_3_CCCD)).is(201);
        station.updates(consent(fresh("grab"), "Patient/" + claimed, "permit", "Organization/facility-22066"))
                .refuses(403, "forbidden", "Consent.provision", "on its own word");
        station.gets("Observation/" + pulse).is(404);
        station.updates(patient(claimed, newCccd())).is(200);
    }

    @Test
    void what_a_system_sends_unverified_or_proposed_refuses_at_most_until_somebody_confirms_it() {
        String unverified = decision("permit", HOSPITAL)
                .replace("\"policyRule\"", "\"verification\":[{\"verified\":false}],\"policyRule\"");
        centre.updates(unverified).is(201);
        String proposed = decision("permit", HOSPITAL);
        centre.updates(with(proposed, "proposed")).is(201);
        isHidden();
        centre.updates(proposed).refuses(403, "forbidden", "on its own word");
        person.updates(proposed).is(200);
        clinician.gets("Observation/" + pulse).is(200);
    }

    @Test
    void a_system_can_record_a_refusal_and_send_it_again_but_not_take_it_back() {
        person.updates(decision("permit", HOSPITAL)).is(201);
        String refusal = decision("deny", HOSPITAL);
        centre.updates(refusal).is(201);
        centre.updates(refusal).is(200);
        isHidden();
        centre.updates(with(refusal, "inactive")).refuses(403, "forbidden", "in force");
        centre.updates(refusal.replace(HOSPITAL, "Organization/facility-22002")).refuses(403, "forbidden", "in force");
        isHidden();
    }

    @Test
    void a_registrar_records_a_grant_with_the_signed_paper_and_a_witness_and_not_without() {
        String grant = decision("permit", HOSPITAL);
        registrar.updates(grant).refuses(422, "required", "Consent.sourceAttachment", "signed paper");
        String paperOnly = witnessed(grant, "Patient/" + home).replace("\"verified\":true", "\"verified\":false");
        registrar.updates(paperOnly).is(201);
        isHidden();
        registrar
                .updates(witnessed(grant, "Patient/22021-unknown"))
                .refuses(422, "required", "Consent.verification", "Say who confirmed");
        registrar
                .updates(witnessed(grant, "Patient/" + home).replace("2026-01-05\"}]", "2999-01-05\"}]"))
                .refuses(422, "required", "Consent.verification", "not to come");
        registrar
                .updates(witnessed(grant, "Patient/" + home).replaceFirst(",\"data\":\"[^\"]*\"", ""))
                .refuses(422, "required", "Consent.sourceAttachment", "signed paper");
        registrar.updates(witnessed(grant, "Patient/" + home)).is(200);
        clinician.gets("Observation/" + pulse).is(200);
    }

    @Test
    void the_paper_may_lie_in_the_record_and_nowhere_else() {
        String paper = fresh("paper");
        String grant = witnessed(decision("permit", HOSPITAL), "Patient/" + home)
                .replaceFirst(
                        "\"sourceAttachment\":\\{[^}]*}",
                        "\"sourceReference\":{\"reference\":\"DocumentReference/" + paper + "\"}");
        registrar.updates(grant).refuses(422, "required", "signed paper");
        centre.updates("""
                {"resourceType":"DocumentReference","id":"%s","status":"current","subject":{"reference":"Patient/%s"},
                 "content":[{"attachment":{"contentType":"application/pdf","data":"JVBERi0="}}]}""".formatted(paper, home)).is(201);
        registrar.updates(grant).is(201);
    }

    @Test
    void a_registrar_who_takes_back_a_refusal_needs_the_paper_too() {
        person.updates(decision("permit", HOSPITAL)).is(201);
        String refusal = decision("deny", HOSPITAL);
        registrar.updates(refusal).is(201);
        registrar.updates(with(refusal, "inactive")).refuses(422, "required", "signed paper");
        registrar
                .updates(with(witnessed(refusal, "Patient/" + home), "inactive"))
                .is(200);
        clinician.gets("Observation/" + pulse).is(200);
    }

    @Test
    void nobody_records_for_a_person_of_whom_they_know_nothing() {
        String id = fresh("decision");
        stranger.updates(consent(id, "Patient/" + home, "deny", HOSPITAL))
                .refuses(422, "not-found", "Consent.patient.reference", "not known here");
        String nobody = fresh("nobody");
        assertThat(stranger.updates(consent(id, "Patient/" + nobody, "deny", HOSPITAL))
                        .is(422)
                        .text()
                        .replace(nobody, home))
                .isEqualTo(stranger.updates(consent(id, "Patient/" + home, "deny", HOSPITAL))
                        .text());
        clinician.updates(consent(id, "Patient/" + home, "deny", HOSPITAL)).refuses(403, "forbidden", "role");
    }

    @Test
    void a_registrar_records_for_registrations_of_the_own_facility_only() {
        String elsewhere = fresh("elsewhere");
        station.updates(patient(elsewhere, DemoPeople.PATIENT_3_CCCD)).is(201);
        person.updates(decision("permit", OWN)).is(201);
        registrar
                .updates(consent(fresh("decision"), "Patient/" + elsewhere, "deny", HOSPITAL))
                .refuses(403, "forbidden", "whose registration is named");
        station.updates(patient(elsewhere, newCccd())).is(200);
    }

    // What becomes of it

    static List<String> transitions() {
        return List.of(
                "new: draft proposed active rejected",
                "draft: draft proposed active rejected entered-in-error",
                "proposed: proposed active rejected inactive entered-in-error",
                "active: active inactive entered-in-error",
                "rejected: rejected entered-in-error",
                "inactive: inactive entered-in-error",
                "entered-in-error: entered-in-error");
    }

    @ParameterizedTest
    @org.junit.jupiter.params.provider.MethodSource("transitions")
    void each_state_leads_to_these_and_to_no_others(String line) {
        String from = line.substring(0, line.indexOf(':'));
        List<String> possible = List.of(line.substring(line.indexOf(' ') + 1).split(" "));
        for (String to : WAYS.keySet()) {
            String decision = decision("deny", HOSPITAL);
            List<String> way = WAYS.getOrDefault(from, List.of());
            way.forEach(status ->
                    assertThat(person.updates(with(decision, status)).status()).isBetween(200, 201));
            Answer answer = person.updates(with(decision, to));
            if (possible.contains(to)) {
                answer.is(from.equals("new") ? 201 : 200);
            } else {
                answer.refuses(422, "business-rule", "Consent.status", "`" + to + "`");
            }
        }
    }

    @Test
    void a_consent_is_never_deleted_by_whatever_way_and_the_answer_says_how_to_withdraw() {
        String decision = decision("deny", HOSPITAL);
        String key = "Consent/" + Caller.key(decision).substring("Consent/".length());
        person.updates(decision).is(201);
        for (Answer answer : List.of(
                person.deletes(key),
                registrar.deletes(key),
                person.deletes("Consent?patient=" + home),
                person.deletes("Consent/" + fresh("nothing")),
                person.posts(transaction(Samples.entry("DELETE", key))))) {
            answer.refuses(405, "business-rule", "`status` `inactive`");
        }
        Answer batch = person.posts(Samples.batch(Samples.entry("DELETE", key))).is(200);
        assertThat(batch.entryStatus(0)).startsWith("405");
        assertThat(batch.at("/entry/0/response/outcome/issue/0/details/text")).contains("không bao giờ bị xóa");
        person.gets(key).is(200);
        clinician.deletes(key).is(403);
    }

    @Test
    void a_withdrawn_grant_ends_access_at_once_and_stays_in_the_history() {
        String grant = decision("permit", HOSPITAL);
        person.updates(grant).is(201);
        clinician.gets("Observation/" + pulse).is(200);
        person.updates(with(grant, "inactive")).is(200);
        isHidden();
        Answer history = person.gets(Caller.key(grant) + "/_history").is(200);
        assertThat(history.resources())
                .extracting(version -> version.path("status").asText())
                .containsExactly("inactive", "active");
    }

    @Test
    void each_change_has_a_provenance_that_tells_the_patient_who_for_whom_and_why() {
        String grant = witnessed(decision("permit", HOSPITAL), "Patient/" + home);
        registrar.updates(grant).is(201);
        person.updates(with(grant, "inactive")
                        .replace(
                                "\"patient\":",
                                "\"extension\":[{\"url\":\"https://lienthong.vn/fhir/StructureDefinition/change-reason\","
                                        + "\"valueString\":\"Đã khỏi bệnh\"}],\"patient\":"))
                .is(200);

        List<JsonNode> told = provenances(person, Caller.key(grant));
        assertThat(told).hasSize(2);
        JsonNode first = of(told, "/_history/1");
        assertThat(first.at("/activity/coding/1/code").asText()).isEqualTo("create");
        assertThat(first.at("/agent/0/who/reference").asText()).isEqualTo("Patient/" + home);
        assertThat(first.at("/agent/1/who/reference").asText()).isEqualTo("Practitioner/registrar-22021");
        assertThat(first.at("/agent/1/onBehalfOf/reference").asText()).isEqualTo(OWN);
        JsonNode second = of(told, "/_history/2");
        assertThat(second.at("/activity/coding/1/code").asText()).isEqualTo("withdraw");
        assertThat(second.at("/agent/0/who/reference").asText()).isEqualTo("Patient/" + home);
        assertThat(second.at("/reason/0/text").asText()).isEqualTo("Đã khỏi bệnh");
        assertThat(second.at("/entity/0/what/reference").asText()).endsWith("/_history/1");
    }

    @Test
    void a_refused_change_leaves_neither_a_version_nor_a_provenance() {
        String decision = decision("deny", HOSPITAL);
        person.updates(decision).is(201);
        person.updates(with(decision, "draft")).is(422);
        assertThat(provenances(person, Caller.key(decision))).hasSize(1);
        assertThat(person.gets(Caller.key(decision) + "/_history").resources()).hasSize(1);
    }

    private static List<JsonNode> provenances(Caller caller, String target) {
        List<JsonNode> found = new ArrayList<>();
        for (JsonNode provenance : caller.searches("Provenance", "target", target, "_count", "100")
                .is(200)
                .matches()) {
            found.add(provenance);
        }
        return found;
    }

    private static JsonNode of(List<JsonNode> provenances, String version) {
        return provenances.stream()
                .filter(one -> one.at("/target/0/reference").asText().endsWith(version))
                .findFirst()
                .orElseThrow();
    }

    // What means nothing

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'type':'permit'} | Consent.provision.actor | required",
                "{'type':'permit','period':{'start':'2026-02-01','end':'2026-01-01'},ACTOR} | Consent.provision.period | invalid",
                "{'type':'permit','actor':[{'role':{'text':'x'},'reference':{'reference':'Organization/moon'}}]}"
                        + " | Consent.provision.actor[0] | not-found",
                "{'type':'permit','period':{'end':'2026-01-01'},ACTOR,'provision':[{'type':'deny','period':{'start':'2027-01-01'}}]}"
                        + " | Consent.provision.provision[0].period | invalid",
                "{'type':'permit',ACTOR,'provision':[{'type':'deny'}]} | Consent.provision.provision[0] | invalid",
                "{'type':'permit',ACTOR,'provision':[{'type':'deny','code':[{'coding':[{'code':'a'}]}]},"
                        + "{'type':'permit','code':[{'coding':[{'code':'a'}]}]}]} | Consent.provision.provision[1] | invalid",
                "{'type':'permit',ACTOR,'code':[{'text':'my blood'}]} | Consent.provision.code[0] | value",
                "{'type':'permit',ACTOR,'data':[{'meaning':'instance','reference':{'display':'x'}}]}"
                        + " | Consent.provision.data[0] | value"
            })
    void a_decision_that_means_nothing_is_refused_where_it_is_wrong(String provision, String place, String code) {
        String actor = "'actor':[{'role':{'text':'x'},'reference':{'reference':'" + HOSPITAL + "'}}]";
        String decision = decision("deny", HOSPITAL)
                .replaceFirst(
                        "(?s)\"provision\":.*",
                        "\"provision\":" + provision.replace("ACTOR", actor).replace('\'', '"') + "}");
        Answer answer = person.updates(decision).is(422);
        assertThat(answer.at("/issue/0/expression/0")).isEqualTo(place);
        assertThat(answer.at("/issue/0/code")).isEqualTo(code);
        assertThat(answer.at("/issue/0/details/text")).isNotBlank().isNotEqualTo(answer.at("/issue/0/diagnostics"));
        assertThat(answer.at("/issue/0/details/_text/extension/0/extension/1/valueString"))
                .isEqualTo(answer.at("/issue/0/diagnostics"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"patient-privacy:moon:scope", "OPTIN:SOMETIMES:policyRule"})
    void an_unknown_scope_or_policy_rule_is_refused(String change) {
        String[] parts = change.split(":");
        person.updates(decision("permit", HOSPITAL).replace(parts[0], parts[1]))
                .refuses(422, "value", "Consent." + parts[2], "not known");
    }

    @Test
    void five_thousand_provisions_and_deep_nesting_are_refused_clearly() {
        String many = "{\"type\":\"permit\"}" + ",{\"type\":\"permit\"}".repeat(4_999);
        person.updates(decision("deny", HOSPITAL)
                        .replace("\"type\":\"deny\",", "\"type\":\"deny\",\"provision\":[" + many + "],"))
                .refuses(422, "too-costly", "Consent.provision", "200 provisions");
        String deep = "\"provision\":[{".repeat(30) + "\"type\":\"deny\"" + "}]".repeat(30);
        person.updates(decision("deny", HOSPITAL).replace("\"type\":\"deny\",", "\"type\":\"deny\"," + deep + ","))
                .refuses(422, "too-costly", "Consent.provision", "10 deep");
    }

    @Test
    void a_consent_to_treatment_without_provisions_says_nothing_of_data() {
        person.updates(decision("permit", HOSPITAL)).is(201);
        String treatment = decision("permit", HOSPITAL)
                .replace("patient-privacy", "treatment")
                .replaceFirst("(?s),\\s*\"provision\":.*", "}");
        person.updates(treatment).is(201);
        clinician.gets("Observation/" + pulse).is(200);
        person.updates(decision("permit", HOSPITAL).replace("patient-privacy", "treatment"))
                .refuses(422, "business-rule", "Consent.scope", "patient-privacy");
    }

    @Test
    void a_consent_for_research_opens_nothing_for_treatment() {
        person.updates(decision("permit", HOSPITAL).replace("patient-privacy", "research"))
                .is(201);
        isHidden();
    }

    private void isHidden() {
        clinician.gets("Observation/" + pulse).refuses(404, "not-found", pulse);
    }
}
