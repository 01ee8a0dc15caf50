package vn.lienthong.referral;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;
import vn.lienthong.access.WriteRule.Lookup;
import vn.lienthong.access.WriteRule.Stored;
import vn.lienthong.directory.Facilities;
import vn.lienthong.directory.Facility;
import vn.lienthong.referral.Clocks.Due;
import vn.lienthong.referral.ReferralProperties.AtFacility;
import vn.lienthong.referral.WorkingHours.Span;
import vn.lienthong.shared.ResourceKey;

/** Times are those of Vietnam. Friday, 20 November 2026, is a working day like the Monday after it. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ClocksTest {

    private static final WorkingHours USUAL = new WorkingHours(
            EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY),
            List.of(Span.valueOf("07:00-11:30"), Span.valueOf("13:00-16:30")),
            Set.of(),
            ZoneId.of("Asia/Ho_Chi_Minh"));
    private static final WorkingHours EVERY_DAY = new WorkingHours(
            EnumSet.allOf(DayOfWeek.class),
            List.of(Span.valueOf("07:00-19:00")),
            Set.of(),
            ZoneId.of("Asia/Ho_Chi_Minh"));
    private static final Duration EXPIRY = Duration.ofDays(14);
    private static final Lookup NOTHING = new Found(Map.of());

    private final Clocks clocks = clocks("22000");

    private static Clocks clocks(String coordinator) {
        var facilities = Map.of(
                "01901",
                new AtFacility(
                        EVERY_DAY, Map.of(Deadline.ACKNOWLEDGE, Map.of(Priority.ROUTINE, Duration.ofHours(10))), null));
        var properties = new ReferralProperties(
                200,
                DataSize.ofMegabytes(10),
                Duration.ofSeconds(5),
                EXPIRY,
                true,
                Set.of(),
                coordinator.isEmpty() ? null : coordinator,
                USUAL,
                null,
                facilities);
        return new Clocks(properties, new Parties(new Named()));
    }

    /** Facilities whose Organizations are called as their codes are. */
    private static final class Named implements Facilities {

        @Override
        public Optional<Facility> find(String code) {
            return Optional.of(
                    new Facility(code, "facility-" + code, code, "provincial", Optional.empty(), true, true, Set.of()));
        }

        @Override
        public Optional<Facility> ofOrganization(String organizationId) {
            return find(organizationId.replace("facility-", ""));
        }

        @Override
        public Set<String> answersFor(String code) {
            return Set.of(code);
        }

        @Override
        public void register(Facility facility) {
            throw new UnsupportedOperationException("They are all known");
        }
    }

    private record Found(Map<ResourceKey, Stored> stored) implements Lookup {

        @Override
        public Map<ResourceKey, Stored> find(Collection<ResourceKey> keys) {
            return stored;
        }

        @Override
        public Optional<Stored> hold(ResourceKey key) {
            return Optional.ofNullable(stored.get(key));
        }

        @Override
        public Set<String> own() {
            return Set.of();
        }
    }

    private static Instant at(String time) {
        return OffsetDateTime.parse(time + ":00+07:00").toInstant();
    }

    private static ObjectNode json(String text) {
        try {
            return (ObjectNode) new ObjectMapper().readTree(text);
        } catch (java.io.IOException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    private static ObjectNode task(String priority, String owner) {
        return json("""
                {"resourceType":"Task","id":"t","priority":"%s","owner":{"reference":"Organization/facility-%s"},
                 "requester":{"reference":"Organization/facility-22066"}}""".formatted(priority, owner));
    }

    /** The Task when it comes from one state into another. */
    private ObjectNode moved(ObjectNode task, State from, State to, String time, Lookup lookup) {
        task.set("businessStatus", Nodes.concept(State.CODES, to.code()));
        clocks.set(from, task, at(time), lookup);
        return task;
    }

    private ObjectNode moved(ObjectNode task, State from, State to, String time) {
        return moved(task, from, to, time, NOTHING);
    }

    private ObjectNode submitted(String priority, String owner, String time) {
        return moved(task(priority, owner), State.DRAFT, State.SUBMITTED, time);
    }

    private static Instant due(JsonNode task) {
        return new ReferralTask(task).due().orElseThrow();
    }

    private Due next(JsonNode task) {
        return clocks.next(new ReferralTask(task)).orElseThrow();
    }

    private static void done(ObjectNode task, Step step) {
        task.withArray("output").add(Nodes.part(step.code()));
    }

    @Test
    void a_routine_case_is_due_in_working_time_and_an_emergency_at_once() {
        assertThat(due(submitted("routine", "22001", "2026-11-20T15:30"))).isEqualTo(at("2026-11-23T10:00"));
        assertThat(due(submitted("stat", "22001", "2026-11-20T23:30"))).isEqualTo(at("2026-11-20T23:35"));
    }

    @Test
    void a_facility_has_hours_and_limits_of_its_own() {
        assertThat(due(submitted("routine", "01901", "2026-11-20T15:30"))).isEqualTo(at("2026-11-21T13:30"));
        assertThat(due(submitted("urgent", "01901", "2026-11-20T18:30"))).isEqualTo(at("2026-11-21T07:30"));
    }

    @Test
    void steps_follow_each_other_until_the_case_expires() {
        var task = submitted("routine", "22001", "2026-11-20T07:00");
        assertThat(next(task)).isEqualTo(new Due(Step.REMINDER, at("2026-11-20T10:00")));
        done(task, Step.REMINDER);
        assertThat(next(task)).isEqualTo(new Due(Step.OVERDUE, at("2026-11-20T11:00")));
        done(task, Step.OVERDUE);
        assertThat(next(task)).isEqualTo(new Due(Step.COORDINATOR, at("2026-11-20T14:30")));
        done(task, Step.COORDINATOR);
        assertThat(next(task))
                .isEqualTo(new Due(Step.EXPIRY, at("2026-11-20T11:00").plus(EXPIRY)));
    }

    @Test
    void there_is_no_reminder_once_the_time_is_over() {
        var task = new ReferralTask(submitted("routine", "22001", "2026-11-20T07:00"));
        assertThat(clocks.stepNow(task, at("2026-11-20T10:59"))).contains(Step.REMINDER);
        assertThat(clocks.stepNow(task, at("2026-11-20T11:00"))).contains(Step.OVERDUE);
    }

    @Test
    void who_stood_in_does_so_no_more_when_the_case_is_not_open_to_the_facility() {
        var task = moved(task("routine", "22001"), State.TRIAGE, State.ACCEPTED, "2026-11-20T07:00");
        task.withArray("input").add(Nodes.part(ReferralTask.BACKUP, "Practitioner/x"));
        moved(task, State.ACCEPTED, State.SCHEDULED, "2026-11-20T08:00");
        assertThat(new ReferralTask(task).references("input", ReferralTask.BACKUP))
                .containsExactly("Practitioner/x");
        moved(task, State.ACCEPTED, State.REDIRECTED, "2026-11-20T08:00");
        assertThat(new ReferralTask(task).references("input", ReferralTask.BACKUP))
                .isEmpty();
    }

    @Test
    void a_restriction_from_before_there_were_clocks_is_none() {
        var task = task("routine", "22001");
        task.putObject("restriction").putObject("period").put("start", "2026").put("end", "2026-11-20");
        assertThat(new ReferralTask(task).started()).isEmpty();
        assertThat(new ReferralTask(task).due()).isEmpty();
        assertThat(due(moved(task, State.DRAFT, State.SUBMITTED, "2026-11-20T07:00")))
                .isEqualTo(at("2026-11-20T11:00"));
    }

    @Test
    void without_a_coordinator_or_where_the_referrer_is_waited_for_that_step_is_left_out() {
        var task = submitted("routine", "22001", "2026-11-20T07:00");
        done(task, Step.OVERDUE);
        assertThat(clocks("").next(new ReferralTask(task)).orElseThrow().step()).isEqualTo(Step.EXPIRY);
        var asked = moved(task, State.TRIAGE, State.MORE_INFORMATION, "2026-11-20T08:00");
        done(asked, Step.OVERDUE);
        assertThat(next(asked).step()).isEqualTo(Step.EXPIRY);
        var advised = moved(task, State.ACCEPTED, State.ADVICE_GIVEN, "2026-11-20T08:00");
        done(advised, Step.OVERDUE);
        assertThat(clocks.next(new ReferralTask(advised))).isEmpty();
    }

    @Test
    void what_has_to_be_done_stays_the_same_in_the_next_state_and_so_does_its_time() {
        var task = moved(
                submitted("urgent", "22001", "2026-11-20T07:00"), State.SUBMITTED, State.RECEIVED, "2026-11-20T07:30");
        assertThat(due(task)).isEqualTo(at("2026-11-20T09:30"));
        done(task, Step.REMINDER);
        moved(task, State.RECEIVED, State.TRIAGE, "2026-11-20T09:20");
        assertThat(due(task)).isEqualTo(at("2026-11-20T09:30"));
        assertThat(next(task).step()).isEqualTo(Step.OVERDUE);
        moved(task, State.TRIAGE, State.ACCEPTED, "2026-11-20T09:25");
        assertThat(due(task)).isEqualTo(at("2026-11-20T14:55"));
        assertThat(next(task).step()).isEqualTo(Step.REMINDER);
    }

    @Test
    void a_question_stops_the_clock_and_the_answer_starts_it_where_it_stood() {
        var task = moved(task("routine", "22001"), State.RECEIVED, State.TRIAGE, "2026-11-20T07:00");
        task.remove("restriction");
        moved(task, State.SUBMITTED, State.RECEIVED, "2026-11-20T07:00");
        moved(task, State.TRIAGE, State.MORE_INFORMATION, "2026-11-20T09:00");
        assertThat(new ReferralTask(task).remaining()).contains(Duration.ofHours(6));
        assertThat(due(task)).isEqualTo(at("2026-11-25T09:00"));
        moved(task, State.MORE_INFORMATION, State.TRIAGE, "2026-11-23T07:00");
        assertThat(due(task)).isEqualTo(at("2026-11-23T14:30"));
        assertThat(new ReferralTask(task).remaining()).isEmpty();
    }

    @Test
    void who_was_late_before_gets_some_time_to_see_the_answer() {
        var task = moved(task("routine", "22001"), State.SUBMITTED, State.RECEIVED, "2026-11-19T07:00");
        moved(task, State.TRIAGE, State.MORE_INFORMATION, "2026-11-20T09:00");
        moved(task, State.MORE_INFORMATION, State.TRIAGE, "2026-11-23T07:00");
        assertThat(due(task)).isEqualTo(at("2026-11-23T09:00"));
    }

    @Test
    void an_appointment_is_waited_for_until_its_time_wherever_that_stands() {
        var task = moved(task("urgent", "22001"), State.TRIAGE, State.ACCEPTED, "2026-11-20T07:00");
        task.withArray("input")
                .add(Nodes.part("appointment").set("valuePeriod", json("{\"start\":\"2026-12-01T09:00:00+07:00\"}")));
        assertThat(due(moved(task, State.ACCEPTED, State.SCHEDULED, "2026-11-20T08:00")))
                .isEqualTo(at("2026-12-01T09:30"));
        task.withArray("input").add(Nodes.part("appointment").set("valuePeriod", json("{\"start\":\"2026-12-02\"}")));
        moved(task, State.SCHEDULED, State.ACCEPTED, "2026-11-20T08:00");
        assertThat(due(moved(task, State.ACCEPTED, State.SCHEDULED, "2026-11-20T08:00")))
                .isEqualTo(at("2026-12-03T00:30"));
        var key = new ResourceKey("Appointment", "a");
        task.withArray("input").add(Nodes.part("appointment").set("valueReference", Nodes.reference(key.toString())));
        var booked = new Stored(key, json("{\"start\":\"2026-12-04T08:00:00Z\"}"), "22001", OptionalLong.empty());
        moved(task, State.SCHEDULED, State.ACCEPTED, "2026-11-20T08:00");
        assertThat(due(moved(
                        task, State.ACCEPTED, State.SCHEDULED, "2026-11-20T08:00", new Found(Map.of(key, booked)))))
                .isEqualTo(at("2026-12-04T15:30"));
        moved(task, State.SCHEDULED, State.ACCEPTED, "2026-11-20T08:00");
        assertThat(due(moved(task, State.ACCEPTED, State.SCHEDULED, "2026-11-20T08:00")))
                .isEqualTo(at("2026-11-20T13:30"));
    }

    @Test
    void an_end_and_a_case_that_waits_for_another_have_no_clock() {
        for (var state : State.values()) {
            var task = moved(task("routine", "22001"), State.DRAFT, state, "2026-11-20T07:00");
            assertThat(new ReferralTask(task).due().isPresent())
                    .as(state.code())
                    .isEqualTo(state.leaf());
            assertThat(clocks.next(new ReferralTask(task)).isPresent())
                    .as(state.code())
                    .isEqualTo(state.leaf());
        }
    }
}
