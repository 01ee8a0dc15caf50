package vn.lienthong.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.spec.ReferralWorld.because;
import static vn.lienthong.spec.ReferralWorld.doNotSee;
import static vn.lienthong.spec.ReferralWorld.moved;
import static vn.lienthong.spec.ReferralWorld.naming;
import static vn.lienthong.spec.ReferralWorld.saying;
import static vn.lienthong.spec.ReferralWorld.see;
import static vn.lienthong.spec.ReferralWorld.task;
import static vn.lienthong.spec.Samples.batch;
import static vn.lienthong.spec.Samples.condition;
import static vn.lienthong.spec.Samples.consent;
import static vn.lienthong.spec.Samples.fresh;
import static vn.lienthong.spec.Samples.observation;
import static vn.lienthong.spec.Samples.patient;
import static vn.lienthong.spec.Samples.put;
import static vn.lienthong.spec.Samples.transaction;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import vn.lienthong.sample.DemoPeople;

/**
 * Referrals as those live them who take part: every move that is declared is made, and after each step it is asserted
 * who can see what.
 *
 * @see <a href="https://hl7.org/fhir/R4/task.html">Task</a>
 */
@ExtendWith(RunningNodes.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ReferralJourneySpec {

    private final ReferralWorld world;
    private final Caller patient3;

    ReferralJourneySpec(ExchangeNode node) {
        world = new ReferralWorld(node);
        patient3 = node.account("patient-3");
    }

    @Test
    @Order(1)
    void from_the_commune_to_the_province_redirected_to_the_centre_and_back_with_a_plan() {
        var one = world.newCase("urgent");
        String sent = "Observation/" + one.sent();
        String kept = "Observation/" + one.kept();
        String request = "ServiceRequest/" + one.request();
        String draft =
                world.commune.creates(task(one, "22001", "draft")).is(201).id();
        doNotSee(world.desk, "Task/" + draft, request, one.patient());
        world.walk(draft, "submitted");

        see(world.desk, "Task/" + draft, request);
        see(world.provincial, "Task/" + draft, request);
        doNotSee(world.desk, one.patient(), sent, kept);
        doNotSee(world.stranger, "Task/" + draft, request, sent);
        doNotSee(world.central, "Task/" + draft, request, sent);
        assertThat(world.desk.gets(request).at("/requester/reference")).isEqualTo("Practitioner/clinician-22066");

        world.walk(draft, "received", "triage");
        String child = world.redirected(draft);
        see(world.centralDesk, "Task/" + child, request);
        doNotSee(world.centralDesk, "Task/" + draft, one.patient(), sent);
        see(world.desk, "Task/" + draft, request);
        doNotSee(world.provincial, sent);

        world.moves(world.centralDesk, child, "received").is(200);
        world.moves(world.centralDesk, child, "triage").is(200);
        world.moves(world.central, child, "more-information", saying("input", "question", "Men tim bao nhiêu?"))
                .is(200);
        Answer asked = world.commune.gets("Task/" + child).is(200);
        assertThat(asked.at("/status")).isEqualTo("on-hold");
        String question = asked.at("/output/0/valueReference/reference");
        assertThat(world.commune.gets(question).is(200).text()).contains("Men tim bao nhiêu?");
        doNotSee(world.desk, question);
        world.moves(world.commune, child, "triage", saying("input", "answer", "Troponin âm tính"))
                .is(200);
        String answer = world.central.gets("Task/" + child).is(200).at("/output/1/valueReference/reference");
        assertThat(world.central.gets(answer).is(200).text()).contains("Troponin âm tính");

        doNotSee(world.central, one.patient(), sent);
        world.moves(
                        world.centralDesk,
                        child,
                        "accepted",
                        naming("input", "consultant", "Practitioner/consultant-01901"))
                .is(200);
        see(world.central, one.patient(), sent);
        doNotSee(world.central, kept);
        doNotSee(world.centralDesk, one.patient(), sent); // the case has its consultant
        doNotSee(world.provincial, sent);
        assertThat(world.central.gets(one.patient() + "/$everything").is(200).keys())
                .contains(sent, one.patient(), request)
                .doesNotContain(kept);

        world.moves(world.centralDesk, child, "scheduled", ReferralWorld.at("2026-12-01T09:00:00+07:00"))
                .is(200);
        world.moves(world.central, child, "in-consultation").is(200);
        String report = world.report(world.central, child);
        world.moves(world.central, child, "report", naming("output", "report", report))
                .is(200);
        doNotSee(world.commune, report);
        world.moves(world.central, child, "counter-referral-delivered").is(200);
        see(world.commune, report);
        doNotSee(world.provincial, report);
        world.moves(world.commune, child, "acknowledged").is(200);
        world.moves(world.commune, child, "follow-up").is(200);
        see(world.central, sent);
        world.moves(world.commune, child, "closed").is(200);

        doNotSee(world.central, sent, one.patient());
        see(world.central, "Task/" + child, request, report);
        see(world.commune, report);
        assertThat(world.state(draft)).isEqualTo("closed");
        assertThat(world.desk.gets("Task/" + draft).is(200).at("/status")).isEqualTo("completed");
    }

    @Test
    @Order(2)
    void withdrawn_it_is_over_for_both_and_shows_nothing_of_the_package() {
        var one = world.newCase("routine");
        String task = world.submitted(one);
        world.walk(task, "withdrawn");
        assertThat(world.desk.gets("Task/" + task).is(200).at("/statusReason/coding/0/code"))
                .isEqualTo("solved-locally");
        doNotSee(world.provincial, one.patient(), "Observation/" + one.sent());
        world.moves(world.desk, task, "received")
                .refuses(409, "business-rule", "Task.businessStatus", "Possible now: nothing");
    }

    @Test
    @Order(3)
    void an_accepted_case_is_cancelled_only_if_the_hospital_agrees() {
        String task = world.submitted(world.newCase("routine"));
        world.walk(task, "received", "triage", "accepted");
        world.moves(world.commune, task, "withdrawn", because("solved-locally")).is(409);
        world.walk(task, "cancel-requested");
        world.moves(world.desk, task, "scheduled", because("still-needed"))
                .refuses(409, "business-rule", "Task.businessStatus", "it was scheduled before");
        world.moves(world.desk, task, "accepted", because("still-needed")).is(200);
        world.walk(task, "scheduled", "cancel-requested");
        world.moves(world.desk, task, "scheduled", because("treatment-under-way"))
                .is(200);
        world.walk(task, "cancel-requested");
        world.moves(world.desk, task, "withdrawn").is(200);
    }

    @Test
    @Order(3)
    void advice_is_enough_or_becomes_a_teleconsultation_where_the_referrer_allowed_it() {
        String task = world.submitted(world.newCase("routine"));
        world.walk(task, "received", "triage", "accepted", "advice-given");
        String advice = world.commune.gets("Task/" + task).is(200).at("/output/0/valueReference/reference");
        assertThat(world.commune.gets(advice).is(200).text()).contains("aspirin");
        world.moves(world.desk, task, "accepted").is(200);
        world.walk(task, "advice-given", "closed");
    }

    @Test
    @Order(3)
    void an_emergency_begins_at_once_and_nothing_else_does() {
        for (var way : List.of(List.<String>of(), List.of("received"), List.of("received", "triage"))) {
            var stat = world.newCase("stat");
            String task = world.submitted(stat);
            world.walk(task, way.toArray(String[]::new));
            world.walk(task, "in-consultation");
            see(world.provincial, stat.patient(), "Observation/" + stat.sent());
        }
        String urgent = world.submitted(world.newCase("urgent"));
        world.moves(world.provincial, urgent, "in-consultation")
                .refuses(409, "business-rule", "Task.businessStatus", "priority is stat");
    }

    @Test
    @Order(3)
    void a_redirected_case_comes_back_if_nobody_takes_it_and_ends_if_it_is_withdrawn() {
        var one = world.newCase("routine");
        String task = world.submitted(one);
        world.walk(task, "received", "triage", "accepted");
        see(world.provincial, "Observation/" + one.sent());
        String child = world.redirected(task);
        doNotSee(world.provincial, "Observation/" + one.sent());
        world.moves(world.centralDesk, child, "received").is(200);
        world.moves(world.centralDesk, child, "triage").is(200);
        world.moves(world.centralDesk, child, "declined", because("no-capacity"))
                .is(200);
        assertThat(world.state(task)).isEqualTo("triage");
        String another = world.redirected(task);
        world.moves(world.commune, another, "withdrawn", because("patient-declined"))
                .is(200);
        assertThat(world.state(task)).isEqualTo("withdrawn");
    }

    @Test
    @Order(3)
    void every_other_way_to_an_end_is_taken_with_its_reason() {
        ends("entered-in-error");
        ends("received", "withdrawn");
        ends("received", "entered-in-error");
        ends("received", "triage", "withdrawn");
        ends("received", "triage", "declined");
        ends("received", "triage", "more-information", "withdrawn");
        ends("received", "triage", "accepted", "failed");
        ends("received", "triage", "accepted", "in-consultation", "failed");
        ends("received", "triage", "accepted", "scheduled", "failed");
        ends(
                "received",
                "triage",
                "accepted",
                "in-consultation",
                "report",
                "counter-referral-delivered",
                "acknowledged",
                "closed");
        String draft = world.commune
                .creates(task(world.newCase("routine"), "22001", "draft"))
                .is(201)
                .id();
        world.walk(draft, "entered-in-error");
        doNotSee(world.desk, "Task/" + draft);
        String task = world.submitted(world.newCase("routine"));
        world.walk(task, "received", "triage", "accepted", "scheduled");
        world.moves(world.desk, task, "accepted", because("participant-unavailable"))
                .is(200);
    }

    private void ends(String... states) {
        world.walk(world.submitted(world.newCase("routine")), states);
    }

    @Test
    @Order(4)
    void a_move_by_the_wrong_role_names_whose_it_is_in_both_languages() {
        String task = world.submitted(world.newCase("routine"));
        world.walk(task, "received", "triage");
        Answer refused = world.moves(
                world.provincial,
                task,
                "redirected",
                because("no-capacity").andThen(naming("input", "redirect-to", "Organization/facility-01901")));
        refused.refuses(403, "forbidden", "Task.businessStatus", "a coordinator of the performing facility");
        assertThat(refused.at("/issue/0/details/text")).contains("điều phối viên của cơ sở tiếp nhận");
        world.moves(world.commune, task, "accepted").refuses(403, "forbidden", "`withdrawn` (Withdraw)");
        assertThat(world.state(task)).isEqualTo("triage");
    }

    @Test
    @Order(4)
    void a_move_needs_the_version_that_was_read() {
        String id = world.submitted(world.newCase("routine"));
        Answer read = world.desk.gets("Task/" + id).is(200);
        String body = moved(read.json(), "received", _ -> {});
        world.desk.updates(body).refuses(428, "required", "Task", "If-Match");
        world.walk(id, "received");
        new Answer(world.desk
                        .sends(body)
                        .header("If-Match", read.header("ETag"))
                        .put("/Task/" + id))
                .refuses(412, "conflict", "no longer at version 1");
        world.desk
                .posts(batch(put(moved(world.desk.gets("Task/" + id).json(), "triage", _ -> {}))))
                .is(200);
        assertThat(world.state(id)).isEqualTo("received");
    }

    @Test
    @Order(4)
    void a_patch_moves_as_a_put_does() {
        String id = world.submitted(world.newCase("routine"));
        String patch = "[{\"op\":\"replace\",\"path\":\"/businessStatus/coding/0/code\",\"value\":\"received\"}]";
        new Answer(world.desk
                        .asks()
                        .contentType("application/json-patch+json")
                        .body(patch)
                        .patch("/Task/" + id))
                .is(428);
        new Answer(world.desk
                        .asks()
                        .contentType("application/json-patch+json")
                        .header("If-Match", "W/\"1\"")
                        .body(patch)
                        .patch("/Task/" + id))
                .is(200);
        assertThat(world.desk.gets("Task/" + id).is(200).at("/status")).isEqualTo("received");
    }

    @Test
    @Order(4)
    void no_other_change_of_a_task_is_possible() {
        var one = world.newCase("routine");
        String id = world.submitted(one);
        Answer read = world.commune.gets("Task/" + id).is(200);
        String stored = read.text();
        for (var change : List.of(
                moved(read.json(), "submitted", task -> task.put("description", "khác")),
                moved(
                        read.json(),
                        "received",
                        task -> task.putObject("owner").put("reference", "Organization/facility-22002")),
                moved(read.json(), "withdrawn", task -> task.remove("input")),
                moved(read.json(), "withdrawn", task -> task.remove("code")),
                moved(read.json(), "closed", _ -> {}),
                moved(read.json(), "nonsense", _ -> {}),
                moved(read.json(), "withdrawn", task -> task.put("status", "completed")),
                moved(read.json(), "withdrawn", _ -> {}))) {
            assertThat(new Answer(world.commune
                                    .sends(change)
                                    .header("If-Match", "W/\"1\"")
                                    .put("/Task/" + id))
                            .status())
                    .as(change)
                    .isBetween(403, 428);
        }
        world.commune.deletes("Task/" + id).refuses(405, "business-rule", "Task", "never deleted");
        world.commune.deletes("ServiceRequest/" + one.request()).is(405);
        world.station.updates(moved(read.json(), "withdrawn", _ -> {})).is(403);
        assertThat(world.commune.gets("Task/" + id).text()).isEqualTo(stored);
        world.commune.creates(task(one, "22001", "accepted")).refuses(422, "business-rule", "`draft` or `submitted`");
        world.commune.creates(task(one, "22066", "draft")).refuses(422, "business-rule", "Name another");
        world.commune.creates(task(one, "99999", "draft")).refuses(422, "not-found", "active facility");
    }

    @Test
    @Order(4)
    void a_question_without_words_and_an_answer_without_words_are_refused() {
        String id = world.submitted(world.newCase("routine"));
        world.walk(id, "received", "triage");
        world.moves(world.provincial, id, "more-information")
                .refuses(422, "required", "Task.input", "referral-part|question");
        world.moves(world.provincial, id, "declined").refuses(422, "required", "Task.statusReason", "`no-capacity`");
        world.walk(id, "more-information");
        world.moves(world.commune, id, "triage").refuses(422, "required", "Task.input", "referral-part|answer");
        world.moves(world.commune, id, "triage", saying("input", "answer", " "))
                .refuses(400, "required", "`value` is required");
        world.moves(world.provincial, id, "triage", saying("input", "answer", "x"))
                .is(403);
        assertThat(world.state(id)).isEqualTo("more-information");
    }

    @Test
    @Order(4)
    void one_chain_has_one_open_task() {
        var one = world.newCase("routine");
        String first = world.submitted(one);
        world.commune
                .creates(task(one, "22002", "submitted"))
                .refuses(409, "business-rule", "Task.groupIdentifier", "`Task/" + first + "`");
        world.walk(first, "withdrawn");
        world.commune.creates(task(one, "22002", "submitted")).is(201);
    }

    @Test
    @Order(4)
    void a_request_is_its_authors_and_stays_as_it_was_sent_but_for_new_results() {
        var one = world.newCase("routine");
        String id = world.submitted(one);
        world.walk(id, "received", "triage", "accepted");
        String later = fresh("later");
        world.station
                .updates(observation(later, one.patient(), "2823-3", "2026-05-01", "4.4"))
                .is(201);
        doNotSee(world.provincial, "Observation/" + later);
        var request =
                world.commune.gets("ServiceRequest/" + one.request()).is(200).json();
        var more = (com.fasterxml.jackson.databind.node.ObjectNode) request.deepCopy();
        more.withArray("supportingInfo").addObject().put("reference", "Observation/" + later);
        world.provincial.updates(more.toString()).is(403);
        world.commune.updates(more.toString()).is(200);
        see(world.provincial, "Observation/" + later);
        more.put("priority", "stat");
        world.commune
                .updates(more.toString())
                .refuses(422, "business-rule", "ServiceRequest.priority", "cannot be changed");
    }

    @Test
    @Order(4)
    void sensitive_data_do_not_travel_by_a_referral_alone() {
        var one = world.newCase("routine");
        String sensitive = fresh("sensitive");
        world.station.updates(condition(sensitive, one.patient(), "B20")).is(201);
        String id = world.submitted(one);
        world.commune
                .updates(requestNaming(one, "Condition/" + sensitive))
                .refuses(422, "business-rule", "ServiceRequest.supportingInfo", "sensitive data that no grant names");
        see(world.desk, "Task/" + id, "ServiceRequest/" + one.request());
        world.walk(id, "withdrawn");
        world.commune.updates(requestNaming(one, "Condition/" + sensitive)).is(200);
        world.commune
                .creates(task(one, "22001", "submitted"))
                .refuses(422, "business-rule", "Task.owner", "sensitive data that no grant names");
    }

    @Test
    @Order(4)
    void a_package_has_a_budget() {
        var one = world.newCase("routine");
        String many = IntStream.range(0, 200)
                .mapToObj(number -> "Observation/none-" + number)
                .collect(Collectors.joining("\"},{\"reference\":\""));
        world.commune.updates(requestNaming(one, many)).is(200);
        world.commune.creates(task(one, "22001", "submitted")).refuses(422, "business-rule", "at most 200");
    }

    /** The request with one more resource to be sent along. */
    private static String requestNaming(ReferralWorld.Case one, String reference) {
        return ReferralWorld.request(one, "routine")
                .replace(
                        "{\"reference\":\"Observation/%s\"}".formatted(one.sent()),
                        "{\"reference\":\"Observation/%s\"},{\"reference\":\"%s\"}".formatted(one.sent(), reference));
    }

    @Test
    @Order(4)
    void what_another_facility_wrote_is_not_sent_along() {
        var one = world.newCase("routine");
        String foreign = "Observation/" + fresh("nowhere");
        String request = ReferralWorld.request(one, "routine").replace("Observation/" + one.sent(), foreign);
        world.commune.updates(request).is(200);
        world.commune.creates(task(one, "22001", "submitted")).refuses(422, "business-rule", "supportingInfo");
    }

    @Test
    @Order(4)
    void a_facility_that_the_patient_refused_gets_nothing() {
        var own = fresh("refusing");
        world.station
                .posts(transaction(put(patient(own, DemoPeople.PATIENT_3_CCCD))))
                .is(200);
        String refusal = patient3.updates(
                        consent(fresh("refusal"), "Patient/" + own, "deny", "Organization/facility-22001"))
                .is(201)
                .id();
        var one = new ReferralWorld.Case("Patient/" + own, fresh("sent"), fresh("kept"), fresh("request"));
        world.station
                .updates(observation(one.sent(), one.patient(), "2823-3", "2026-04-01", "4.2"))
                .is(201);
        world.commune.updates(ReferralWorld.request(one, "routine")).is(201);
        Answer refused = world.commune.creates(task(one, "22001", "submitted"));
        refused.refuses(422, "business-rule", "Task.owner", "The patient's decisions do not let this facility");
        assertThat(refused.at("/issue/0/details/text")).contains("Quyết định của người bệnh");
        assertThat(world.commune
                        .searches("Task", "patient", one.patient())
                        .is(200)
                        .matches())
                .isEmpty();
        world.commune.creates(task(one, "22002", "submitted")).is(201);
        patient3.updates(Samples.withdrawn(patient3.gets("Consent/" + refusal).json()))
                .is(200);
        world.station.updates(patient(own, Samples.newCccd())).is(200);
    }

    @Test
    @Order(4)
    void available_actions_say_what_can_be_done_by_whom_and_with_what() {
        String id = world.submitted(world.newCase("routine"));
        world.walk(id, "received", "triage");
        String actions =
                world.desk.gets("Task/" + id + "/$available-actions").is(200).text();
        assertThat(actions)
                .contains("\"redirect\"", "redirect-to", "Chuyển tiếp đến cơ sở khác", "Redirect to another facility")
                .doesNotContain("start-emergency");
        assertThat(allowed(world.desk, id))
                .containsExactlyInAnyOrder("accepted", "declined", "more-information", "redirected");
        assertThat(allowed(world.commune, id)).containsExactly("withdrawn");
        world.stranger.gets("Task/" + id + "/$available-actions").is(404);
    }

    private static Set<String> allowed(Caller caller, String id) {
        var states = new TreeSet<String>();
        for (var action :
                caller.gets("Task/" + id + "/$available-actions").is(200).json().path("parameter")) {
            var state = "";
            boolean allowed = false;
            for (var part : action.path("part")) {
                state = part.path("name").asText().equals("state")
                        ? part.path("valueCode").asText()
                        : state;
                allowed |= part.path("name").asText().equals("allowed")
                        && part.path("valueBoolean").asBoolean();
            }
            if (allowed) {
                states.add(state);
            }
        }
        return states;
    }

    @Test
    @Order(4)
    void request_and_task_can_be_sent_in_one_transaction() {
        var one = world.newCase("routine");
        String fresh = fresh("together");
        String request = ReferralWorld.request(one, "urgent").replace(one.request(), fresh);
        var together = new ReferralWorld.Case(one.patient(), one.sent(), one.kept(), fresh);
        Answer answer = world.commune
                .posts(ReferralWorld.submittedWithRequest(together, request))
                .is(200);
        assertThat(world.desk.gets("Task/" + answer.entryId(1)).is(200).at("/priority"))
                .isEqualTo("urgent");
        see(world.desk, "ServiceRequest/" + fresh);
    }

    @Test
    @Order(9)
    void every_declared_move_was_made_in_these_journeys() throws IOException {
        var declared = Files.readAllLines(Path.of("docs/api/referral.md")).stream()
                .filter(line -> line.matches("\\| `[a-z-]+` \\| `[a-z-]+` \\| `[a-z-]+` \\|.*"))
                .map(line -> line.split("`", -1))
                .map(parts -> parts[1] + " " + parts[5])
                .toList();
        assertThat(declared).hasSizeGreaterThan(40);
        assertThat(world.movesMade()).containsAll(declared);
    }
}
