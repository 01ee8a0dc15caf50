package vn.lienthong.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.spec.Samples.batch;
import static vn.lienthong.spec.Samples.condition;
import static vn.lienthong.spec.Samples.consent;
import static vn.lienthong.spec.Samples.entry;
import static vn.lienthong.spec.Samples.fresh;
import static vn.lienthong.spec.Samples.newCccd;
import static vn.lienthong.spec.Samples.observation;
import static vn.lienthong.spec.Samples.patient;
import static vn.lienthong.spec.Samples.put;
import static vn.lienthong.spec.Samples.transaction;
import static vn.lienthong.spec.Samples.witnessed;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Changes of a part of a resource.
 *
 * @see <a href="https://hl7.org/fhir/R4/http.html#patch">patch</a>
 * @see <a href="https://hl7.org/fhir/R4/fhirpatch.html">FHIRPath Patch</a>
 */
@ExtendWith(RunningNodes.class)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class PatchSpec {

    private static final String JSON_PATCH = "application/json-patch+json";
    private static final String AMEND = "[{\"op\":\"replace\",\"path\":\"/status\",\"value\":\"amended\"}]";
    private static final int AT_ONCE = 6;

    private final Caller facility;
    private final Caller registrar;
    private final Caller hospital;
    private final Caller auditor;

    private final String person = fresh("person");
    private final String measured = fresh("measured");
    private final String key = "Observation/" + measured;

    PatchSpec(ExchangeNode node) {
        facility = node.facility("22021");
        registrar = node.account("registrar-22021");
        hospital = node.account("clinician-22001");
        auditor = node.account("auditor");
    }

    @BeforeEach
    void somebody_was_measured() {
        facility.posts(transaction(
                        put(patient(person, newCccd())),
                        put(observation(measured, "Patient/" + person, "2345-7", "2026-01-01", "5.50"))))
                .is(200);
    }

    @Test
    void a_json_patch_makes_a_new_version_and_answers_with_it() {
        Answer patched = patch(facility, key, AMEND).is(200);
        assertThat(patched.header("ETag")).isEqualTo("W/\"2\"");
        assertThat(patched.at("/status")).isEqualTo("amended");
        assertThat(patched.text())
                .contains("\"value\":5.50")
                .isEqualTo(facility.gets(key).text());
        assertThat(facility.gets(key + "/_history/1").is(200).at("/status")).isEqualTo("final");
    }

    @Test
    void a_fhirpath_patch_does_the_same_in_json_and_in_xml() {
        Answer patched = fhirPatch(facility, key, replaceStatus("amended")).is(200);
        assertThat(patched.at("/status")).isEqualTo("amended");
        assertThat(patched.text()).contains("\"value\":5.50");
        String xml = """
                <Parameters xmlns="http://hl7.org/fhir"><parameter><name value="operation"/>
                <part><name value="type"/><valueCode value="replace"/></part>
                <part><name value="path"/><valueString value="Observation.status"/></part>
                <part><name value="value"/><valueCode value="corrected"/></part></parameter></Parameters>""";
        Answer again = new Answer(
                facility.asks().contentType("application/fhir+xml").body(xml).patch("/" + key));
        assertThat(again.is(200).at("/status")).isEqualTo("corrected");
        assertThat(again.header("ETag")).isEqualTo("W/\"3\"");
    }

    @Test
    void what_is_patched_is_found_by_its_new_values() {
        patch(
                        facility,
                        key,
                        "[{\"op\":\"replace\",\"path\":\"/code/coding/0/code\",\"value\":\"718-7\"},"
                                + "{\"op\":\"replace\",\"path\":\"/valueQuantity/value\",\"value\":9.1}]")
                .is(200);
        assertThat(facility.searches("Observation", "patient", person, "code", "718-7", "value-quantity", "gt9")
                        .keys())
                .containsExactly(key);
        assertThat(facility.searches("Observation", "patient", person, "code", "2345-7")
                        .keys())
                .isEmpty();
    }

    @Test
    void what_a_patch_makes_sensitive_is_labelled_and_no_patch_takes_the_label_away() {
        String sick = "Condition/" + fresh("sick");
        facility.updates(condition(sick.substring(10), "Patient/" + person, "E11.9"))
                .is(201);
        Answer labelled = patch(
                        facility, sick, "[{\"op\":\"replace\",\"path\":\"/code/coding/0/code\",\"value\":\"B24\"}]")
                .is(200);
        assertThat(labelled.text()).contains("\"HIV\"", "\"R\"");
        Answer tried = patch(facility, sick, "[{\"op\":\"remove\",\"path\":\"/meta/security\"}]")
                .is(200);
        assertThat(tried.text()).contains("\"HIV\"", "\"R\"");
        assertThat(fhirPatch(facility, sick, operation("delete", "Condition.meta.security[0]", ""))
                        .is(200)
                        .text())
                .contains("\"HIV\"", "\"R\"");
    }

    @Test
    void a_patch_that_changes_nothing_makes_no_version() {
        Answer same = patch(facility, key, "[{\"op\":\"test\",\"path\":\"/status\",\"value\":\"final\"}]")
                .is(200);
        assertThat(same.header("ETag")).isEqualTo("W/\"1\"");
    }

    @Test
    void a_stale_if_match_changes_nothing() {
        patch(facility, key, AMEND).is(200);
        new Answer(facility.asks()
                        .contentType(JSON_PATCH)
                        .header("If-Match", "W/\"1\"")
                        .body("[{\"op\":\"remove\",\"path\":\"/nonsense\"}]")
                        .patch("/" + key))
                .refuses(412, "conflict", "no longer at version 1");
        new Answer(facility.asks()
                        .contentType(JSON_PATCH)
                        .header("If-Match", "W/\"2\"")
                        .body(AMEND.replace("amended", "corrected"))
                        .patch("/" + key))
                .is(200);
    }

    @Test
    void patches_at_the_same_moment_all_count() {
        facility.updates(
                        "{\"resourceType\":\"Basic\",\"id\":\"%s\",\"code\":{\"text\":\"x\"},\"subject\":{\"reference\":\"Patient/%s\"},\"identifier\":[{\"value\":\"0\"}]}"
                                .formatted(measured, person))
                .is(201);
        try (var threads = Executors.newFixedThreadPool(AT_ONCE)) {
            List<CompletableFuture<Answer>> running = IntStream.rangeClosed(1, AT_ONCE)
                    .mapToObj(number -> CompletableFuture.supplyAsync(
                            () -> patch(
                                    facility,
                                    "Basic/" + measured,
                                    "[{\"op\":\"add\",\"path\":\"/identifier/-\",\"value\":{\"value\":\"%d\"}}]"
                                            .formatted(number)),
                            threads))
                    .toList();
            running.forEach(answer -> answer.join().is(200));
        }
        assertThat(facility.gets("Basic/" + measured).json().path("identifier")).hasSize(AT_ONCE + 1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {
                "{};                                                          400; structure; array of operations",
                "[{'op':'spam','path':'/status'}];                            400; value; Operation 1",
                "[{'op':'replace','path':'status','value':'x'}];              400; value; JSON pointer",
                "[{'op':'replace','path':'/status'}];                         400; required; `value`",
                "[{'op':'remove','path':'/note'}];                            422; not-found; `/note`",
                "[{'op':'test','path':'/status','value':'amended'}];          422; conflict; test fails",
                "[{'op':'replace','path':'/id','value':'x'}];                 422; business-rule; neither the type nor the id",
                "[{'op':'replace','path':'/resourceType','value':'Basic'}];   422; business-rule; neither the type nor the id",
                "[{'op':'replace','path':'','value':1}];                      422; business-rule; JSON object",
                "[{'op':'remove','path':'/status'}];                          400; required; `status`",
                "[{'op':'replace','path':'/status','value':'finall'}];        400; value; not one of those",
                "[{'op':'add','path':'/nonsense','value':1}];                 400; structure; `nonsense`",
                "[{'op':'replace','path':'/subject/reference','value':'Patient/nobody-at-all'}]; 422; not-found; not known here"
            })
    void a_json_patch_that_cannot_be_done_says_why(String patch, int status, String code, String diagnostics) {
        patch(facility, key, patch.replace('\'', '"')).refuses(status, code, diagnostics);
        isUnchanged();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {
                "spam;    Observation.status; 'valueCode':'final';    400; value; `type` must be",
                "replace; Observation.status; '';                     400; required; `value`",
                "replace; Observation.(;      'valueCode':'final';    400; value; `path` is not understood",
                "replace; Observation.descendants(); 'valueCode':'x'; 400; value; not admitted",
                "replace; Observation.note;   'valueAnnotation':{'text':'x'}; 422; not-found; nothing at",
                "delete;  Observation.status; '';                     400; required; `status`",
                "replace; Observation.status; 'valueCode':'finall';   400; value; not one of those",
                "replace; Observation.value;  'valueAddress':{'text':'x'}; 400; value; cannot be of type",
                "replace; Observation.id;     'valueId':'x';          400; value; must lead to elements"
            })
    void a_fhirpath_patch_that_cannot_be_done_says_why(
            String type, String path, String value, int status, String code, String diagnostics) {
        fhirPatch(facility, key, operation(type, path, value.equals("''") ? "" : value))
                .refuses(status, code, diagnostics);
        isUnchanged();
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "application/xml-patch+xml", "text/plain"})
    void another_form_of_patch_is_refused_with_those_that_are_read(String type) {
        new Answer(facility.asks().contentType(type).body("[]").patch("/" + key))
                .refuses(415, "not-supported", "application/json-patch+json");
    }

    @Test
    void parameters_that_are_no_patch_are_refused() {
        fhirPatch(
                        facility,
                        key,
                        "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"x\",\"valueCode\":\"y\"}]}")
                .refuses(400, "value", "Parameters.parameter[0]", "called `operation`");
        fhirPatch(facility, key, "{\"resourceType\":\"Patient\"}").is(400);
        fhirPatch(facility, key, "{\"resourceType\":\"Parameters\",\"nonsense\":1}")
                .is(400);
        isUnchanged();
    }

    // Who may

    @Test
    void what_is_hidden_and_what_is_absent_cannot_be_patched_alike() {
        Answer hidden = patch(hospital, key, AMEND);
        Answer absent = patch(hospital, "Observation/" + fresh("x"), AMEND);
        assertThat(hidden.is(404).text().replace(measured, ""))
                .isEqualTo(absent.is(404).text().replaceAll("x-[0-9a-f-]+", ""));
        isUnchanged();
    }

    @Test
    void what_another_facility_wrote_is_not_patched() {
        grant();
        patch(hospital, key, AMEND).refuses(403, "forbidden", "only that facility may change");
        isUnchanged();
    }

    @Test
    void what_was_deleted_is_gone() {
        facility.deletes(key).is(204);
        patch(facility, key, AMEND).refuses(410, "deleted", "was deleted");
    }

    @Test
    void each_patch_is_on_record_refused_ones_too() {
        patch(facility, key, AMEND).is(200);
        patch(facility, key, "[{\"op\":\"test\",\"path\":\"/status\",\"value\":\"final\"}]")
                .is(422);
        patch(hospital, key, AMEND).is(404);
        List<JsonNode> events = auditor.searches("AuditEvent", "patient", "Patient/" + person, "_count", "100")
                .is(200)
                .matches();
        assertThat(events.stream()
                        .filter(event -> event.toString().contains("\"patch\""))
                        .map(event -> event.path("outcome").asText()))
                .containsExactlyInAnyOrder("0", "4");
        assertThat(events.stream().map(event -> event.path("outcome").asText())).containsOnlyOnce("8");
    }

    @Test
    void a_decision_is_patched_by_the_rules_of_decisions() {
        String decision = "Consent/" + fresh("decision");
        registrar
                .updates(witnessed(
                        consent(decision.substring(8), "Patient/" + person, "permit", "Organization/facility-22001"),
                        "Patient/" + person))
                .is(201);
        hospital.gets(key).is(200);
        patch(facility, decision, "[{\"op\":\"replace\",\"path\":\"/provision/type\",\"value\":\"deny\"}]")
                .is(403);
        patch(registrar, decision, "[{\"op\":\"replace\",\"path\":\"/status\",\"value\":\"draft\"}]")
                .is(422);
        fhirPatch(registrar, decision, operation("replace", "Consent.status", "'valueCode':'inactive'"))
                .is(200);
        hospital.gets(key).is(404);
        patch(registrar, decision, "[{\"op\":\"replace\",\"path\":\"/status\",\"value\":\"active\"}]")
                .is(422);
    }

    @Test
    void a_task_of_the_exchange_is_not_made_by_a_patch() {
        String task = "Task/" + fresh("task");
        facility.updates(
                        "{\"resourceType\":\"Task\",\"id\":\"%s\",\"status\":\"requested\",\"intent\":\"order\",\"for\":{\"reference\":\"Patient/%s\"}}"
                                .formatted(task.substring(5), person))
                .is(201);
        patch(facility, task, """
                [{"op":"add","path":"/code","value":{"coding":[{
                  "system":"https://lienthong.vn/fhir/CodeSystem/access-task","code":"emergency-access-review"}]}}]""").refuses(422, "business-rule", "Only the exchange itself");
    }

    // By condition, and in Bundles

    @Test
    void a_conditional_patch_changes_the_one_that_it_finds() {
        new Answer(facility.asks()
                        .contentType(JSON_PATCH)
                        .queryParam("patient", person)
                        .queryParam("code", "2345-7")
                        .body(AMEND)
                        .patch("/Observation"))
                .is(200);
        assertThat(facility.gets(key).at("/status")).isEqualTo("amended");
    }

    @Test
    void a_conditional_patch_that_finds_nothing_or_several_changes_nothing() {
        facility.updates(observation(fresh("second"), "Patient/" + person, "2345-7", "2026-01-02", "6"))
                .is(201);
        for (String code : List.of("718-7", "2345-7")) {
            Answer answer = new Answer(facility.asks()
                    .contentType(JSON_PATCH)
                    .queryParam("patient", person)
                    .queryParam("code", code)
                    .body(AMEND)
                    .patch("/Observation"));
            if (code.equals("718-7")) {
                answer.refuses(404, "not-found", "fits no Observation");
            } else {
                answer.refuses(412, "multiple-matches", "more than one Observation");
            }
        }
        isUnchanged();
    }

    @Test
    void both_forms_are_entries_of_a_transaction() {
        Answer answer = facility.posts(transaction(
                        patchEntry(key, parameters(replaceStatus("amended"))),
                        patchEntry(
                                "Patient/" + person,
                                binary("[{\"op\":\"replace\",\"path\":\"/gender\",\"value\":\"female\"}]")),
                        entry("GET", key)))
                .is(200);
        assertThat(answer.entryStatus(0)).isEqualTo("200 OK");
        assertThat(answer.at("/entry/0/response/etag")).isEqualTo("W/\"2\"");
        assertThat(answer.entryStatus(1)).isEqualTo("200 OK");
        assertThat(answer.at("/entry/2/resource/status")).isEqualTo("amended");
        assertThat(facility.gets("Patient/" + person).at("/gender")).isEqualTo("female");
    }

    @Test
    void a_patch_that_fails_leaves_nothing_of_its_transaction() {
        String other = observation(fresh("other"), "Patient/" + person, "2345-7", "2026-01-02", "6");
        facility.posts(transaction(put(other), patchEntry(key, binary("[{\"op\":\"remove\",\"path\":\"/note\"}]"))))
                .refuses(422, "not-found", "Bundle.entry[1].resource", "Operation 1");
        facility.posts(transaction(put(other), patchEntry("Observation/" + fresh("none"), binary(AMEND))))
                .is(404);
        facility.gets(Caller.key(other)).is(404);
        isUnchanged();
    }

    @Test
    void a_patch_that_fails_leaves_the_rest_of_its_batch() {
        Answer answer = facility.posts(batch(
                        patchEntry(key, binary("[{\"op\":\"remove\",\"path\":\"/note\"}]")),
                        patchEntry(key, binary(AMEND))))
                .is(200);
        assertThat(answer.entryStatus(0)).isEqualTo("422 Unprocessable Content");
        assertThat(answer.entryStatus(1)).isEqualTo("200 OK");
    }

    @Test
    void a_patch_may_name_what_its_transaction_creates() {
        String encounter =
                "{\"resourceType\":\"Encounter\",\"status\":\"finished\",\"class\":{\"code\":\"AMB\"},\"subject\":{\"reference\":\"Patient/%s\"}}"
                        .formatted(person);
        String urn = Samples.urn();
        Answer answer = facility.posts(transaction(
                        Samples.post(urn, encounter),
                        patchEntry(
                                key,
                                binary("[{\"op\":\"add\",\"path\":\"/encounter\",\"value\":{\"reference\":\"%s\"}}]"
                                        .formatted(urn)))))
                .is(200);
        assertThat(facility.gets(key).at("/encounter/reference")).isEqualTo("Encounter/" + answer.entryId(0));
    }

    private void grant() {
        registrar
                .updates(witnessed(
                        consent(fresh("grant"), "Patient/" + person, "permit", "Organization/facility-22001"),
                        "Patient/" + person))
                .is(201);
        hospital.gets(key).is(200);
    }

    private void isUnchanged() {
        assertThat(facility.gets(key).is(200).at("/meta/versionId")).isEqualTo("1");
    }

    private static Answer patch(Caller caller, String key, String patch) {
        return new Answer(caller.asks().contentType(JSON_PATCH).body(patch).patch("/" + key));
    }

    private static Answer fhirPatch(Caller caller, String key, String parameters) {
        return new Answer(caller.sends(parameters.startsWith("{\"resourceType\"") ? parameters : parameters(parameters))
                .patch("/" + key));
    }

    private static String replaceStatus(String status) {
        return operation("replace", "Observation.status", "'valueCode':'%s'".formatted(status));
    }

    private static String operation(String type, String path, String value) {
        return """
                {"name":"operation","part":[{"name":"type","valueCode":"%s"},{"name":"path","valueString":"%s"}%s]}""".formatted(
                type, path, value.isEmpty() ? "" : ",{\"name\":\"value\",%s}".formatted(value.replace('\'', '"')));
    }

    private static String parameters(String operation) {
        return "{\"resourceType\":\"Parameters\",\"parameter\":[%s]}".formatted(operation);
    }

    private static String binary(String patch) {
        return "{\"resourceType\":\"Binary\",\"contentType\":\"%s\",\"data\":\"%s\"}"
                .formatted(JSON_PATCH, Base64.getEncoder().encodeToString(patch.getBytes(StandardCharsets.UTF_8)));
    }

    private static String patchEntry(String url, String resource) {
        return "{\"resource\":%s,\"request\":{\"method\":\"PATCH\",\"url\":\"%s\"}}".formatted(resource, url);
    }
}
