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
import static vn.lienthong.spec.Samples.fresh;
import static vn.lienthong.spec.Samples.observation;
import static vn.lienthong.spec.Samples.put;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What a referral refuses, whoever asks: each move that is not declared, not the caller's or not whole, and each change
 * that is no move.
 *
 * @see <a href="https://hl7.org/fhir/R4/task.html">Task</a>
 */
@ExtendWith(RunningNodes.class)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ReferralRulesSpec {

    private final ReferralWorld world;
    private final Caller patient3;

    ReferralRulesSpec(ExchangeNode node) {
        world = new ReferralWorld(node);
        patient3 = node.account("patient-3");
    }

    @Test
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
    void what_another_facility_wrote_is_not_sent_along() {
        var one = world.newCase("routine");
        String foreign = "Observation/" + fresh("nowhere");
        String request = ReferralWorld.request(one, "routine").replace("Observation/" + one.sent(), foreign);
        world.commune.updates(request).is(200);
        world.commune.creates(task(one, "22001", "submitted")).refuses(422, "business-rule", "supportingInfo");
    }

    @Test
    void a_facility_that_the_patient_refused_gets_nothing() {
        var refusing = world.refusing(patient3);
        var one = refusing.one();
        Answer refused = world.commune.creates(task(one, "22001", "submitted"));
        refused.refuses(422, "business-rule", "Task.owner", "The patient's decisions do not let this facility");
        assertThat(refused.at("/issue/0/details/text")).contains("Quyết định của người bệnh");
        assertThat(world.commune
                        .searches("Task", "patient", one.patient())
                        .is(200)
                        .matches())
                .isEmpty();
        world.commune.creates(task(one, "22002", "submitted")).is(201);
        world.noLongerRefusing(patient3, refusing);
    }

    @Test
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
}
