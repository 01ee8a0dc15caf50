package vn.lienthong.referral;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import vn.lienthong.access.WriteRule.Lookup;
import vn.lienthong.directory.Facility;
import vn.lienthong.shared.ResourceKey;

/**
 * The clock of a Task: {@code restriction.period} begins when somebody got something to do and ends when it must be
 * done. All that is known of it stands in the Task.
 */
@Component
class Clocks {

    private static final int PARTS_OF_LIMIT = 4;

    private final ReferralProperties properties;
    private final Parties parties;

    Clocks(ReferralProperties properties, Parties parties) {
        this.properties = properties;
        this.parties = parties;
    }

    /** A step of the exchange, and when it is due. */
    record Due(Step step, Instant at) {}

    /**
     * Sets the clock of a Task that has come from one state into another.
     *
     * @param moved what the Task will be; its state is set already
     */
    void set(State from, ObjectNode moved, Instant now, Lookup lookup) {
        var task = new ReferralTask(moved);
        var to = task.state();
        var remaining = task.remaining();
        Nodes.without(moved, "input", ReferralTask.REMAINING);
        if (to.pauses()) {
            var left = Nodes.part(ReferralTask.REMAINING);
            left.putObject("valueDuration")
                    .put("value", left(task, from, now).toMinutes())
                    .put("unit", "min")
                    .put("system", "http://unitsofmeasure.org")
                    .put("code", "min");
            moved.withArray("input").add(left);
        }
        if (!to.opens()) {
            Nodes.without(moved, "input", ReferralTask.BACKUP);
        }
        if (to.deadline().isPresent() && to.deadline().equals(from.deadline())) {
            return;
        }
        moved.remove("restriction");
        forgetSteps(moved);
        to.deadline().ifPresent(deadline -> {
            var due = due(task, deadline, from, remaining, now, lookup);
            moved.putObject("restriction")
                    .putObject("period")
                    .put("start", now.toString())
                    .put("end", due.truncatedTo(ChronoUnit.SECONDS).toString());
        });
    }

    /** That they were taken for what had to be done before. */
    private static void forgetSteps(ObjectNode moved) {
        for (var step : Step.values()) {
            Nodes.without(moved, "output", step.code());
        }
        Nodes.without(moved, "input", ReferralTask.ESCALATED_TO);
    }

    private Instant due(
            ReferralTask task,
            Deadline deadline,
            State from,
            Optional<Duration> remaining,
            Instant now,
            Lookup lookup) {
        var limit = limit(task, deadline);
        if (deadline == Deadline.ATTEND) {
            var agreed = agreed(task, lookup);
            if (agreed.isPresent()) {
                return agreed.get().plus(limit);
            }
            return after(task, now, limit(task, Deadline.ANSWER));
        }
        // Whoever was interrupted goes on with what was left, but is given some time to see it.
        var time =
                from.pauses() && remaining.isPresent() ? max(remaining.get(), limit.dividedBy(PARTS_OF_LIMIT)) : limit;
        return after(task, now, time);
    }

    private Optional<Instant> agreed(ReferralTask task, Lookup lookup) {
        var appointments = task.parts("input", Input.APPOINTMENT.code());
        if (appointments.isEmpty()) {
            return Optional.empty();
        }
        var latest = appointments.getLast();
        return time(latest.at("/valuePeriod/start"), task)
                .or(() -> ResourceKey.ofReference(
                                latest.at("/valueReference/reference").asText())
                        .flatMap(key ->
                                Optional.ofNullable(lookup.find(List.of(key)).get(key)))
                        .flatMap(found -> time(found.json().path("start"), task)));
    }

    /** A day without a time is over when it ends. */
    private Optional<Instant> time(JsonNode value, ReferralTask task) {
        try {
            return value.asText().contains("T")
                    ? Optional.of(OffsetDateTime.parse(value.asText()).toInstant())
                    : Optional.of(LocalDate.parse(value.asText())
                            .plusDays(1)
                            .atStartOfDay(zone(task))
                            .toInstant());
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }

    /** Of the time that the performing facility has: it is the one that is interrupted. */
    private Duration left(ReferralTask task, State from, Instant now) {
        var due = task.due();
        return due.isEmpty() || from.deadline().isEmpty() || due.get().isBefore(now)
                ? Duration.ZERO
                : task.priority().roundTheClock()
                        ? Duration.between(now, due.get())
                        : properties.hours(code(task.owner())).between(now, due.get());
    }

    private static Duration max(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    /** What the exchange does next if nobody moves the Task; nothing where all is done. */
    Optional<Due> next(ReferralTask task) {
        var deadline = task.state().deadline();
        var due = task.due();
        if (deadline.isEmpty() || due.isEmpty()) {
            return Optional.empty();
        }
        int done = task.stepsDone();
        return steps(task.state()).stream()
                .filter(step -> step.ordinal() >= done)
                .findFirst()
                .map(step -> new Due(step, at(step, task, deadline.get(), due.get())));
    }

    /** What the exchange does now that it is time for the next step: no reminder once the time is over. */
    Optional<Step> stepNow(ReferralTask task, Instant now) {
        boolean over = task.due().filter(due -> !now.isBefore(due)).isPresent();
        return next(task).map(Due::step).map(step -> step == Step.REMINDER && over ? Step.OVERDUE : step);
    }

    private List<Step> steps(State state) {
        var steps = new ArrayList<>(List.of(Step.REMINDER, Step.OVERDUE));
        if (state.waits() == State.Waits.FOR_PERFORMER && properties.coordinator() != null) {
            steps.add(Step.COORDINATOR);
        }
        if (Transitions.find(state, State.EXPIRED).isPresent()) {
            steps.add(Step.EXPIRY);
        }
        return steps;
    }

    private Instant at(Step step, ReferralTask task, Deadline deadline, Instant due) {
        var limit = limit(task, deadline);
        return switch (step) {
            case REMINDER ->
                task.started().map(start -> reminder(task, start, due)).orElse(due);
            case OVERDUE -> due;
            case COORDINATOR -> after(task, due, limit.dividedBy(2));
            case EXPIRY -> due.plus(properties.expiry());
        };
    }

    /** When three quarters of the time are over. */
    private Instant reminder(ReferralTask task, Instant start, Instant due) {
        return task.priority().roundTheClock()
                ? start.plus(threeQuarters(Duration.between(start, due)))
                : hours(task).after(start, threeQuarters(hours(task).between(start, due)));
    }

    private static Duration threeQuarters(Duration time) {
        return time.minus(time.dividedBy(PARTS_OF_LIMIT));
    }

    private Instant after(ReferralTask task, Instant start, Duration time) {
        return task.priority().roundTheClock() ? start.plus(time) : hours(task).after(start, time);
    }

    private Duration limit(ReferralTask task, Deadline deadline) {
        return properties.limit(deadline, task.priority(), facility(task));
    }

    private WorkingHours hours(ReferralTask task) {
        return properties.hours(facility(task));
    }

    ZoneId zone(ReferralTask task) {
        return hours(task).zone();
    }

    /** Code of the facility that has to act. */
    private String facility(ReferralTask task) {
        return code(task.waitsFor());
    }

    private String code(String organization) {
        return parties.facility(organization).map(Facility::code).orElse("");
    }
}
