package vn.lienthong.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.spec.ReferralWorld.composition;
import static vn.lienthong.spec.ReferralWorld.doNotSee;
import static vn.lienthong.spec.ReferralWorld.naming;
import static vn.lienthong.spec.ReferralWorld.patientOf;
import static vn.lienthong.spec.ReferralWorld.see;
import static vn.lienthong.spec.Samples.consent;
import static vn.lienthong.spec.Samples.fresh;
import static vn.lienthong.spec.Samples.observation;
import static vn.lienthong.spec.Samples.witnessed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What comes back from a consultation: a report that two sign, and a plan that the commune works off.
 *
 * @see <a href="https://hl7.org/fhir/R4/composition.html">Composition</a>
 * @see <a href="https://hl7.org/fhir/R4/careplan.html">CarePlan</a>
 */
@ExtendWith(RunningNodes.class)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ReferralReportSpec {

    private static final String FOLLOW_UP = "https://lienthong.vn/fhir/CodeSystem/follow-up";

    private final ReferralWorld world;
    private final ExchangeNode node;
    private final Caller registrar;

    ReferralReportSpec(ExchangeNode node) {
        this.node = node;
        registrar = node.account("registrar-22066");
        world = new ReferralWorld(node);
    }

    private String inConsultation() {
        String task = world.submitted(world.newCase("routine"));
        world.walk(task, "received", "triage", "accepted", "in-consultation");
        return task;
    }

    private String plan(String patient, String activities) {
        return "CarePlan/"
                + world.provincial
                        .creates("""
                {"resourceType":"CarePlan","status":"active","intent":"plan","subject":{"reference":"%s"},
                 "activity":[%s]}""".formatted(patient, activities))
                        .is(201)
                        .id();
    }

    private static String activity(String kind, String day, String description) {
        return """
                {"detail":{"status":"scheduled","code":{"coding":[{"system":"%s","code":"%s"}]},
                 "scheduledPeriod":{"end":"%s"},"description":"%s"}}""".formatted(FOLLOW_UP, kind, day, description);
    }

    private static Consumer<ObjectNode> handing(String report, String plan) {
        return naming("output", "report", report).andThen(naming("output", "plan", plan));
    }

    @Test
    void the_report_has_two_signatures_and_its_plan_becomes_dated_tasks_whose_end_the_consultant_sees() {
        String task = inConsultation();
        String patient = patientOf(world.provincial, task);
        String measured = fresh("measured");
        world.provincial
                .updates(observation(measured, patient, "718-7", "2026-12-01", "7"))
                .is(201);
        String report = "Composition/"
                + world.provincial
                        .creates(composition(patient, "clinician-22001")
                                .replaceFirst(
                                        "\"section\":\\[\\{",
                                        "\"section\":[{\"entry\":[{\"reference\":\"Observation/" + measured + "\"}],"))
                        .is(201)
                        .id();
        String plan = plan(
                patient,
                activity("recheck", "2026-12-11", "Đo lại huyết áp") + ","
                        + activity("medicine", "2026-12-05T09:00:00+07:00", "Nhận thuốc"));
        world.moves(world.provincial, task, "report", handing(report, plan)).is(200);
        doNotSee(world.commune, report, plan, "Observation/" + measured);
        world.walk(task, "counter-referral-delivered");
        see(world.commune, report, plan, "Observation/" + measured);
        assertThat(planned(world.commune, task)).isEmpty();

        world.walk(task, "acknowledged");
        var attesters = world.provincial.gets(report).is(200).json().path("attester");
        assertThat(attesters).hasSize(2);
        assertThat(attesters.at("/1/mode").asText()).isEqualTo("legal");
        assertThat(attesters.at("/1/party/reference").asText()).isEqualTo("Practitioner/clinician-22066");

        var tasks = planned(world.commune, task);
        assertThat(tasks)
                .extracting(each -> each.at("/restriction/period/end").asText())
                .containsExactly("2026-12-05T02:00:00Z", "2026-12-11T17:00:00Z");
        assertThat(tasks)
                .extracting(each -> each.at("/reasonCode/coding/0/code").asText())
                .containsExactly("medicine", "recheck");
        String medicine = "Task/" + tasks.getFirst().path("id").asText();
        see(world.provincial, medicine);
        doNotSee(world.stranger, medicine);
        doNotSee(world.central, medicine);

        world.walk(task, "follow-up", "closed");
        does(world.commune, medicine, "completed", _ -> {}).is(200);
        assertThat(world.provincial.gets(medicine).is(200).at("/status")).isEqualTo("completed");
        assertThat(planned(world.commune, task))
                .extracting(each -> each.at("/reasonCode/coding/0/code").asText())
                .containsExactly("recheck");
    }

    /** As the worklist of what is planned shows them. */
    private static List<JsonNode> planned(Caller caller, String referral) {
        return caller
                .pages(caller.searches("Task", "owner", "Organization/facility-22066", "business-status", "planned"))
                .stream()
                .flatMap(page -> page.matches().stream())
                .filter(each -> each.at("/partOf/0/reference").asText().equals("Task/" + referral))
                .toList();
    }

    private static Answer does(Caller caller, String task, String status, Consumer<ObjectNode> more) {
        var read = caller.gets(task).is(200);
        var json = ((ObjectNode) read.json()).put("status", status);
        more.accept(json);
        return new Answer(caller.sends(json.toString())
                .header("If-Match", read.header("ETag"))
                .put("/" + task));
    }

    private String plannedTask() {
        String task = inConsultation();
        String patient = patientOf(world.provincial, task);
        String plan = plan(patient, activity("return", "2026-12-20", "Đến khám lại"));
        world.moves(world.provincial, task, "report", handing(world.report(world.provincial, task), plan))
                .is(200);
        world.walk(task, "counter-referral-delivered", "acknowledged");
        return "Task/" + planned(world.commune, task).getFirst().path("id").asText();
    }

    @Test
    void a_planned_task_is_moved_by_its_facility_alone_and_what_was_done_by_mistake_is_taken_up_again() {
        String task = plannedTask();
        Consumer<ObjectNode> why = json -> json.putObject("statusReason").put("text", "Người bệnh đi xa");
        does(world.provincial, task, "completed", _ -> {}).refuses(403, "forbidden", "Task", "returned");
        does(world.commune, task, "cancelled", _ -> {})
                .refuses(422, "required", "Task.statusReason", "why it is given up");
        does(world.commune, task, "failed", _ -> {})
                .refuses(409, "business-rule", "Task.status", "`cancelled`, `completed`, `in-progress`");
        does(world.commune, task, "completed", json -> json.put("description", "Khác"))
                .refuses(422, "business-rule", "Task.description", "cannot be changed");
        world.commune
                .updates(((ObjectNode) world.commune.gets(task).json())
                        .put("status", "completed")
                        .toString())
                .refuses(428, "required", "Task", "If-Match");
        for (String status :
                List.of("in-progress", "completed", "requested", "completed", "requested", "in-progress")) {
            does(world.commune, task, status, _ -> {}).is(200);
        }
        does(world.commune, task, "cancelled", why).is(200);
        does(world.commune, task, "requested", _ -> {}).is(200);
        does(world.commune, task, "cancelled", why).is(200);
        world.commune.deletes(task).is(405);
        var made = (ObjectNode) world.commune.gets(task).json();
        made.put("id", fresh("task"));
        world.commune.updates(made.toString()).refuses(422, "business-rule", "Task.code", "made when the report");
    }

    @Test
    void an_accepted_referral_has_a_slip_for_ten_working_days_and_a_planned_return_one_for_its_day() {
        String returning = plannedTask();
        String referral = world.commune.gets(returning).is(200).at("/partOf/0/reference");
        var slips = slips(world.commune, referral);
        assertThat(slips)
                .extracting(slip -> slip.at("/type/coding/0/code").asText())
                .containsExactly("referral-slip", "return-slip");
        for (var slip : slips) {
            see(world.provincial, "DocumentReference/" + slip.path("id").asText());
            doNotSee(world.stranger, "DocumentReference/" + slip.path("id").asText());
        }
        var first = slips.getFirst();
        var issued = LocalDate.parse(first.at("/context/period/start").asText());
        assertThat(LocalDate.parse(first.at("/context/period/end").asText())).isEqualTo(tenWorkingDaysAfter(issued));
        assertThat(slips.getLast().at("/context/period/end").asText()).isEqualTo("2026-12-20");
        assertThat(text(first))
                .contains(
                        "GIẤY CHUYỂN CƠ SỞ KHÁM BỆNH, CHỮA BỆNH", "Nguyễn Văn An", "Đau ngực khi gắng sức", "Quan Lạn");
        assertThat(text(slips.getLast())).contains("GIẤY HẸN KHÁM LẠI", "20/12/2026", "Đến khám lại");
    }

    private static LocalDate tenWorkingDaysAfter(LocalDate day) {
        return Stream.iterate(day.plusDays(1), one -> one.plusDays(1))
                .filter(one -> one.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) < 0)
                .skip(9)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void a_slip_is_as_confidential_as_what_it_tells_of() {
        var one = world.newCase("routine");
        String request = ReferralWorld.request(one, "routine")
                .replace(
                        "\"reasonCode\":[{",
                        "\"reasonCode\":[{\"coding\":[{\"system\":\"http://hl7.org/fhir/sid/icd-10\",\"code\":\"B20\"}],");
        world.commune.updates(request).is(200);
        decided(one, "22001", ",\"securityLabel\":[{\"code\":\"N\"},{\"code\":\"R\"},{\"code\":\"HIV\"}]");
        decided(one, "22002", "");
        String task = world.submitted(one);
        world.walk(task, "received", "triage", "accepted");
        var slip = "DocumentReference/"
                + slips(world.commune, "Task/" + task).getFirst().path("id").asText();
        assertThat(text(slips(world.commune, "Task/" + task).getFirst())).contains("Đau ngực");
        see(world.provincial, slip);
        see(world.stranger, "Observation/" + one.kept());
        doNotSee(world.stranger, slip);
    }

    private void decided(ReferralWorld.Case one, String facility, String labels) {
        String grant = consent(fresh("grant"), one.patient(), "permit", "Organization/facility-" + facility)
                .replace("\"type\":\"permit\"", "\"type\":\"permit\"" + labels);
        registrar.updates(witnessed(grant, one.patient())).is(201);
    }

    private static List<JsonNode> slips(Caller caller, String task) {
        return StreamSupport.stream(
                        caller.gets(task).is(200).json().path("output").spliterator(), false)
                .filter(part -> part.at("/type/coding/0/code").asText().equals("slip"))
                .map(part -> caller.gets(part.at("/valueReference/reference").asText())
                        .is(200)
                        .json())
                .toList();
    }

    private static String text(JsonNode slip) {
        return PaperText.of(slip.at("/content/0/attachment/data").asText());
    }

    @Test
    void a_desk_cannot_countersign() {
        var desk = node.account("coordinator-22001");
        var one = world.newCase("routine");
        String task = world.submitted(one);
        world.walk(task, "received", "triage", "accepted", "in-consultation", "report", "counter-referral-delivered");
        world.moves(desk, task, "acknowledged").refuses(403, "forbidden", "Task.businessStatus", "referring");
        world.walk(task, "acknowledged");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "\"status\":\"final\" # \"status\":\"preliminary\" # `51848-0`, `18776-5`",
                "18776-5 # 10164-2 # `51848-0`, `18776-5`",
                "\"mode\":\"professional\" # \"mode\":\"personal\" # Sign the report",
                "Practitioner/clinician-22001 # Practitioner/clinician-22002 # `Practitioner/clinician-22001`",
                "\"resourceType\":\"Composition\" # \"resourceType\":\"Basic\" # `report` names a Composition"
            })
    void a_report_that_is_not_whole_or_not_signed_is_refused(String part, String other, String problem) {
        String task = inConsultation();
        var json = other.contains("Basic")
                ? "{\"resourceType\":\"Basic\",\"code\":{\"text\":\"x\"},\"subject\":{\"reference\":\""
                        + patientOf(world.provincial, task) + "\"}}"
                : composition(patientOf(world.provincial, task), "clinician-22001")
                        .replace(part, other);
        var made = world.provincial.creates(json).is(201);
        var refused = world.moves(
                world.provincial, task, "report", naming("output", "report", Caller.typeOf(json) + "/" + made.id()));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.at("/issue/0/diagnostics")).contains(problem);
        assertThat(refused.at("/issue/0/details/text")).isNotEmpty();
        assertThat(world.state(task)).isEqualTo("in-consultation");
    }

    @ParameterizedTest
    @ValueSource(strings = {"swim#2026-12-11", "recheck#2026-12", "recheck#2026"})
    void a_plan_without_kinds_and_days_is_refused(String activity) {
        String task = inConsultation();
        var parts = activity.split("#", -1);
        String plan = plan(patientOf(world.provincial, task), activity(parts[0], parts[1], "x"));
        world.moves(world.provincial, task, "report", handing(world.report(world.provincial, task), plan))
                .refuses(422, "business-rule", "Task.output", "`medicine`, `recheck`, `return`");
    }

    @Test
    void remote_care_needs_a_contract_and_one_of_its_modes() {
        var one = world.newCase("routine");
        String request =
                ReferralWorld.request(one, "routine").replace("\"code\":\"referral\"", "\"code\":\"teleconsultation\"");
        var kept = world.commune.updates(request).is(200);
        assertThat(kept.json().path("orderDetail").toString()).contains("facility-support");
        world.commune
                .creates(ReferralWorld.task(one, "22002", "submitted"))
                .refuses(422, "business-rule", "Task.owner", "no contract for remote care");
        String task = world.submitted(one);
        assertThat(world.desk.gets("Task/" + task).is(200).json().path("input").toString())
                .contains("facility-support");
        world.walk(task, "received", "triage");
        world.moves(
                        world.desk,
                        task,
                        "redirected",
                        ReferralWorld.because("no-capacity")
                                .andThen(naming("input", "redirect-to", "Organization/facility-22002")))
                .refuses(422, "business-rule", "Task.input", "no contract for remote care");
        String direct = request.replace(
                        "may-become-teleconsultation\"}",
                        "may-become-teleconsultation\"},{\"system\":"
                                + "\"https://lienthong.vn/fhir/CodeSystem/remote-care-mode\",\"code\":\"direct-to-patient\"}")
                .replace(one.request(), fresh("request"));
        world.commune
                .updates(direct)
                .refuses(422, "code-invalid", "ServiceRequest.orderDetail", "`facility-support`, `multi-site`");
    }
}
