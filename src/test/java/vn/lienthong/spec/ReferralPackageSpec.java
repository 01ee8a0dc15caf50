package vn.lienthong.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.spec.ReferralWorld.doNotSee;
import static vn.lienthong.spec.ReferralWorld.see;
import static vn.lienthong.spec.Samples.condition;
import static vn.lienthong.spec.Samples.consent;
import static vn.lienthong.spec.Samples.fresh;
import static vn.lienthong.spec.Samples.patient;
import static vn.lienthong.spec.Samples.put;
import static vn.lienthong.spec.Samples.transaction;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import vn.lienthong.sample.DemoPeople;

/** What a case carries to the facility that takes it: a summary as it was at submission, and what was chosen. */
@ExtendWith(RunningNodes.class)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ReferralPackageSpec {

    private static final String HYPERTENSION = "I10";
    private static final String ASTHMA = "J45.9";
    private static final String HIV = "B20";

    private static final String HIV_LABEL =
            "{\"security\":[{\"system\":\"http://terminology.hl7.org/CodeSystem/v3-ActCode\",\"code\":\"HIV\"}]}";

    private final ReferralWorld world;
    private final Caller otherHospital;
    private final Caller patient1;

    ReferralPackageSpec(ExchangeNode node) {
        world = new ReferralWorld(node);
        otherHospital = node.facility("22002");
        patient1 = node.account("patient-1");
    }

    @Test
    void the_consultant_gets_the_summary_as_it_was_at_submission() {
        var one = world.newCase("routine");
        String before = recorded(one, HYPERTENSION);
        String task = world.submitted(one);
        String after = recorded(one, ASTHMA);
        String summary = summary(task);
        doNotSee(world.provincial, summary);

        world.walk(task, "received", "triage", "accepted");
        var document = world.provincial.gets(summary).is(200).json();
        assertThat(document.path("type").asText()).isEqualTo("document");
        assertThat(document.at("/entry/0/resource/title").asText()).isEqualTo("Tóm tắt hồ sơ sức khỏe");
        assertThat(keys(document)).contains(one.patient(), before).doesNotContain(after);
        doNotSee(world.provincial, before, after);

        world.walk(task, "cancel-requested");
        world.moves(world.desk, task, "withdrawn").is(200);
        doNotSee(world.provincial, summary);
        see(world.commune, summary);
    }

    @Test
    void what_other_facilities_recorded_and_what_is_sensitive_does_not_go_along() {
        var one = world.newCase("routine", DemoPeople.PATIENT_1_CCCD);
        String own = recorded(one, HYPERTENSION);
        String sensitive = recorded(one, HIV);
        String elsewhere = fresh("elsewhere");
        String disease = fresh("disease");
        otherHospital
                .posts(transaction(
                        put(patient(elsewhere, DemoPeople.PATIENT_1_CCCD)),
                        put(condition(disease, "Patient/" + elsewhere, ASTHMA))))
                .is(200);
        patient1.updates(consent(fresh("grant"), "Patient/" + elsewhere, "permit", "Organization/facility-22066"))
                .is(201);
        see(world.commune, "Condition/" + disease, sensitive);

        String task = world.submitted(one);
        world.walk(task, "received", "triage", "accepted");
        assertThat(keys(world.provincial.gets(summary(task)).is(200).json()))
                .contains(own)
                .doesNotContain(sensitive, "Condition/" + disease, "Patient/" + elsewhere);
    }

    @Test
    void a_finding_of_a_sensitive_visit_goes_along_without_the_visit() {
        var one = world.newCase("routine");
        String visit = fresh("visit");
        world.station.updates("""
                        {"resourceType":"Encounter","id":"%s","status":"finished","class":{"code":"AMB"},"meta":%s,
                         "subject":{"reference":"%s"}}""".formatted(visit, HIV_LABEL, one.patient())).is(201);
        String found = fresh("condition");
        String atVisit = ",\"encounter\":{\"reference\":\"Encounter/" + visit + "\"}}";
        world.station
                .updates(condition(found, one.patient(), HYPERTENSION).replaceFirst("}$", atVisit))
                .is(201);

        String task = world.submitted(one);
        world.walk(task, "received", "triage", "accepted");
        assertThat(world.provincial.gets(summary(task)).is(200).text())
                .contains("\"id\":\"" + found + "\"")
                .doesNotContain(visit);
    }

    @Test
    void a_redirection_hands_the_same_summary_on() {
        var one = world.newCase("routine");
        String task = world.submitted(one);
        String summary = summary(task);
        world.walk(task, "received", "triage");
        String child = world.redirected(task);
        assertThat(summary(child)).isEqualTo(summary);
        doNotSee(world.central, summary);
        world.moves(world.centralDesk, child, "received").is(200);
        world.moves(world.centralDesk, child, "triage").is(200);
        world.moves(world.central, child, "accepted").is(200);
        see(world.central, summary);
        doNotSee(world.provincial, summary);
    }

    @Test
    void a_package_over_the_budget_is_refused_and_nothing_is_sent() {
        var one = world.newCase("routine");
        String picture = fresh("picture");
        String data = "QUJD".repeat(3_000_000);
        world.station.updates("""
                        {"resourceType":"DocumentReference","id":"%s","status":"current","subject":{"reference":"%s"},
                         "content":[{"attachment":{"contentType":"image/png","data":"%s"}}]}""".formatted(picture, one.patient(), data)).is(201);
        var request = (ObjectNode)
                world.commune.gets("ServiceRequest/" + one.request()).is(200).json();
        request.withArray("supportingInfo").addObject().put("reference", "DocumentReference/" + picture);
        world.commune.updates(request.toString()).is(200);
        Answer refused = world.commune
                .creates(ReferralWorld.task(one, "22001", "submitted"))
                .refuses(422, "too-costly", "more than the 10240 kB");
        assertThat(refused.text()).contains("Hãy chọn ít hơn");
        assertThat(world.commune
                        .searches("Task", "patient", one.patient())
                        .is(200)
                        .matches())
                .isEmpty();
    }

    /** Key of a Condition that the commune's station records. */
    private String recorded(ReferralWorld.Case one, String icd10) {
        String id = fresh("condition");
        world.station.updates(condition(id, one.patient(), icd10)).is(201);
        return "Condition/" + id;
    }

    private String summary(String taskId) {
        var task = world.commune.gets("Task/" + taskId).is(200).json();
        for (var input : task.path("input")) {
            if (input.at("/type/coding/0/code").asText().equals("summary")) {
                return input.at("/valueReference/reference").asText();
            }
        }
        throw new AssertionError("The Task has no summary: " + task);
    }

    private static List<String> keys(JsonNode document) {
        var keys = new ArrayList<String>();
        document.path("entry")
                .forEach(entry -> keys.add(entry.at("/resource/resourceType").asText() + "/"
                        + entry.at("/resource/id").asText()));
        return keys;
    }
}
