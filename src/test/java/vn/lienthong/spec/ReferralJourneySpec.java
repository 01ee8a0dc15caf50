package vn.lienthong.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.spec.ReferralWorld.because;
import static vn.lienthong.spec.ReferralWorld.doNotSee;
import static vn.lienthong.spec.ReferralWorld.naming;
import static vn.lienthong.spec.ReferralWorld.saying;
import static vn.lienthong.spec.ReferralWorld.see;
import static vn.lienthong.spec.ReferralWorld.task;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

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

    private static final String PROVINCIAL = "Organization/facility-22001";

    private final ReferralWorld world;
    private final LateReferrals late;
    private final Caller patient3;

    ReferralJourneySpec(ExchangeNode node) {
        world = new ReferralWorld(node);
        late = new LateReferrals(world, node);
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
        String advice = said(task).getFirst();
        assertThat(world.commune.gets(advice).is(200).text()).contains("aspirin");
        world.moves(world.desk, task, "accepted").is(200);
        world.walk(task, "advice-given", "closed");
    }

    /** Keys of the messages that the Task names. */
    private List<String> said(String task) {
        var said = new ArrayList<String>();
        for (JsonNode output : world.commune.gets("Task/" + task).is(200).json().path("output")) {
            if (output.at("/type/coding/0/code").asText().equals("conversation")) {
                said.add(output.at("/valueReference/reference").asText());
            }
        }
        return said;
    }

    @Test
    @Order(3)
    void at_night_on_the_island_the_video_fails_and_the_case_goes_on_by_sound_and_stills() {
        var one = world.newCase("stat");
        String task = world.submitted(one);
        world.walk(task, "received", "in-consultation");
        String until = world.commune.gets("Task/" + task).at("/restriction/period/end");
        world.moves(world.commune, task, "in-consultation", coding("audio")).is(200);
        world.moves(world.provincial, task, "in-consultation", coding("stills")).is(200);
        world.moves(world.desk, task, "in-consultation", coding("pigeon"))
                .refuses(422, "value", "Task.input", "`video` / `audio` / `stills`");
        doNotSee(world.stranger, "Task/" + task);
        assertThat(world.provincial.gets("Task/" + task).at("/restriction/period/end"))
                .isEqualTo(until);

        String encounter = "Encounter/"
                + world.provincial.creates("""
                {"resourceType":"Encounter","status":"finished","class":{"system":"http://terminology.hl7.org/CodeSystem/v3-ActCode",
                 "code":"VR"},"subject":{"reference":"%s"},"participant":[
                 {"individual":{"reference":"Practitioner/clinician-22066"},"period":{"start":"2026-11-27T01:02:00+07:00"}},
                 {"individual":{"reference":"Practitioner/clinician-22001"},"period":{"start":"2026-11-27T01:04:00+07:00"}}]}""".formatted(one.patient())).is(201).id();
        var report = naming("output", "report", world.report(world.provincial, task));
        world.moves(
                        world.provincial,
                        task,
                        "report",
                        report.andThen(naming("output", "encounter", "Encounter/unknown")))
                .refuses(422, "not-found", "Task.output", "class `VR`");
        world.moves(world.provincial, task, "report", report.andThen(naming("output", "encounter", encounter)))
                .is(200);
        doNotSee(world.commune, encounter);
        world.walk(task, "counter-referral-delivered");
        see(world.commune, encounter);
    }

    private static Consumer<ObjectNode> coding(String means) {
        return task -> task.withArray("input")
                .addObject()
                .put("valueCode", means)
                .putObject("type")
                .putArray("coding")
                .addObject()
                .put("system", ReferralWorld.PARTS)
                .put("code", "means");
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
    void a_case_for_a_patient_who_does_not_want_it_ends_whoever_has_it() {
        for (var way : List.of(
                List.of("accepted"),
                List.of("accepted", "scheduled"),
                List.of("accepted", "in-consultation"),
                List.of("accepted", "in-consultation", "report"))) {
            var one = world.newCase("routine");
            String task = world.submitted(one);
            world.walk(task, "received", "triage");
            world.walk(task, way.toArray(String[]::new));
            world.moves(world.commune, task, "withdrawn", because("solved-locally"))
                    .refuses(422, "required", "Task.statusReason", "`patient-declined`, `patient-died`");
            world.moves(world.commune, task, "withdrawn", because("patient-declined"))
                    .is(200);
            doNotSee(world.provincial, one.patient(), "Observation/" + one.sent());
        }
    }

    @Test
    @Order(5)
    void a_case_that_nobody_takes_goes_to_the_coordinator_who_finds_another_hospital() {
        var one = world.newCase("routine");
        String task =
                world.commune.creates(task(one, "01901", "submitted")).is(201).id();
        String key = "Task/" + task;
        String request = "ServiceRequest/" + one.request();
        assertThat(world.commune.gets(key).is(200).at("/restriction/period/end"))
                .isNotEmpty();
        doNotSee(world.desk, key, request);

        String reminder = late.told(task, "reminder");
        assertThat(world.centralDesk.gets(reminder).is(200).text())
                .contains("A referral waits for your facility, until", "đang chờ cơ sở của bạn")
                .doesNotContain("Đau ngực");
        see(world.commune, reminder);
        String overdue = late.told(task, "overdue");
        see(world.centralDesk, reminder, overdue);
        doNotSee(world.desk, key, request, reminder, overdue);

        String escalated = late.told(task, "coordinator");
        see(world.desk, key, request, escalated);
        doNotSee(world.desk, one.patient(), "Observation/" + one.sent());
        doNotSee(world.stranger, key, request, escalated);
        assertThat(lateOnes(world.desk, PROVINCIAL)).contains(task);
        assertThat(lateOnes(world.centralDesk, "Organization/facility-01901")).doesNotContain(task);
        world.centralDesk.searches("Task", "escalated-to", PROVINCIAL).is(400);
        assertThat(world.desk.gets(key + "/$available-actions").is(200).text()).contains("\"redirected\"");

        world.moves(
                        world.desk,
                        task,
                        "redirected",
                        because("no-answer").andThen(naming("input", "redirect-to", "Organization/facility-22002")))
                .is(200);
        assertThat(lateOnes(world.desk, PROVINCIAL)).doesNotContain(task);
        doNotSee(world.desk, key, request);
        see(world.centralDesk, key);
        see(world.stranger, request);
    }

    private static List<String> lateOnes(Caller coordinator, String facility) {
        return coordinator.pages(coordinator.searches("Task", "escalated-to", facility)).stream()
                .flatMap(page -> page.matches().stream())
                .map(task -> task.path("id").asText())
                .toList();
    }

    @Test
    @Order(5)
    void the_coordinator_redirects_what_was_received_triaged_or_accepted_and_then_left_alone() {
        for (var way : List.of(
                List.of("received"), List.of("received", "triage"), List.of("received", "triage", "accepted"))) {
            String task = world.commune
                    .creates(task(world.newCase("routine"), "01901", "submitted"))
                    .is(201)
                    .id();
            way.forEach(state -> world.moves(world.centralDesk, task, state).is(200));
            doNotSee(world.desk, "Task/" + task);
            late.told(task, "reminder");
            late.told(task, "overdue");
            late.told(task, "coordinator");
            world.moves(
                            world.desk,
                            task,
                            "redirected",
                            because("no-answer").andThen(naming("input", "redirect-to", "Organization/facility-22002")))
                    .is(200);
        }
    }

    @Test
    @Order(5)
    void a_patient_who_refused_the_coordinator_is_not_shown_to_it() {
        var refusing = world.refusing(patient3);
        var one = refusing.one();
        String task =
                world.commune.creates(task(one, "01901", "submitted")).is(201).id();
        late.told(task, "reminder");
        late.told(task, "overdue");
        String escalated = late.told(task, "coordinator");
        see(world.centralDesk, escalated);
        doNotSee(world.desk, "Task/" + task, "ServiceRequest/" + one.request(), escalated);
        assertThat(lateOnes(world.desk, PROVINCIAL)).doesNotContain(task);
        world.moves(world.commune, task, "withdrawn", because("solved-locally")).is(200);
        world.noLongerRefusing(patient3, refusing);
    }

    @Test
    @Order(5)
    void who_stands_in_for_the_consultant_sees_the_package_once_the_answer_is_overdue() {
        var one = world.newCase("routine");
        String task = world.submitted(one);
        late.told(task, "reminder");
        late.told(task, "overdue");
        world.walk(task, "received", "triage");
        world.moves(world.desk, task, "accepted", naming("input", "consultant", "Practitioner/on-leave"))
                .is(200);
        // That nobody acknowledged it in time opens nothing later on.
        doNotSee(world.provincial, one.patient(), "Observation/" + one.sent());
        late.told(task, "reminder");
        doNotSee(world.provincial, one.patient(), "Observation/" + one.sent());
        String overdue = late.told(task, "overdue");
        assertThat(world.provincial.gets(overdue).is(200).at("/recipient/1/reference"))
                .isEqualTo("Practitioner/clinician-22001");
        see(world.provincial, one.patient(), "Observation/" + one.sent());
        doNotSee(world.provincial, "Observation/" + one.kept());
        world.moves(world.provincial, task, "in-consultation").is(200);
        see(world.provincial, one.patient());
        world.walk(task, "failed");
        doNotSee(world.provincial, one.patient());
    }

    @Test
    @Order(5)
    void a_question_stops_the_clock_of_the_hospital_and_starts_that_of_who_asked() {
        String task = world.submitted(world.newCase("routine"));
        world.walk(task, "received", "triage", "more-information");
        String reminder = late.told(task, "reminder");
        assertThat(world.commune.gets(reminder).is(200).at("/recipient/0/reference"))
                .isEqualTo("Organization/facility-22066");
        assertThat(world.commune.gets("Task/" + task).is(200).text()).contains("\"remaining\"");
        world.moves(world.commune, task, "triage", saying("input", "answer", "Bình thường"))
                .is(200);
        assertThat(world.desk.gets("Task/" + task).is(200).text()).doesNotContain("remaining", "reminder");
    }

    @Test
    @Order(5)
    void what_nobody_ever_answers_expires_and_comes_back_to_who_sent_it_on() {
        var expiring = new ArrayList<String>();
        for (var way : List.of(
                List.<String>of(),
                List.of("received"),
                List.of("received", "triage"),
                List.of("received", "triage", "more-information"),
                List.of("received", "triage", "accepted", "cancel-requested"))) {
            String task = world.submitted(world.newCase("routine"));
            world.walk(task, way.toArray(String[]::new));
            expiring.add(task);
        }
        String parent = world.submitted(world.newCase("routine"));
        world.walk(parent, "received", "triage");
        expiring.add(world.redirected(parent));
        late.untilAll(expiring, "expired");
        for (String task : expiring) {
            var expired = world.commune.gets("Task/" + task).is(200);
            assertThat(expired.at("/status")).isEqualTo("cancelled");
            assertThat(expired.at("/statusReason/coding/0/code")).isEqualTo("no-answer");
            world.moves(world.commune, task, "submitted").refuses(409, "business-rule", "Possible now: nothing");
        }
        assertThat(world.state(parent)).isEqualTo("triage");
        assertThat(world.desk.gets("Task/" + parent).is(200).at("/restriction/period/end"))
                .isNotEmpty();
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
