package vn.lienthong.access;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import vn.lienthong.access.Attempts.Kind;
import vn.lienthong.access.ExchangeWriter.Draft;
import vn.lienthong.access.TaskWorkflow.State;
import vn.lienthong.audit.AuditOutcome;
import vn.lienthong.record.Home;
import vn.lienthong.shared.Interaction;
import vn.lienthong.shared.UuidV7;

/**
 * Notices that one practitioner breaks the glass too often: a Task for the privacy officer that names no patient, an
 * entry in the record of accesses, a metric. At most one a day for each practitioner: the Task is there to be acted on.
 */
@Component
class EmergencyAlerts {

    private static final Logger LOG = LoggerFactory.getLogger(EmergencyAlerts.class);

    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration WEEK = Duration.ofDays(7);

    /** What the entry is found by in the record of accesses. */
    private static final String BASIS = "EMERGENCY_ALERT";

    private final Attempts attempts;
    private final ExchangeWriter writer;
    private final Auditing auditing;
    private final EmergencyProperties properties;
    private final UuidV7 ids;
    private final MeterRegistry meters;

    EmergencyAlerts(
            Attempts attempts,
            ExchangeWriter writer,
            Auditing auditing,
            EmergencyProperties properties,
            UuidV7 ids,
            MeterRegistry meters) {
        this.attempts = attempts;
        this.writer = writer;
        this.auditing = auditing;
        this.properties = properties;
        this.ids = ids;
        this.meters = meters;
    }

    /** In the transaction of the latest opening, which has been counted. */
    void raiseIfTooMany(AccessRequest request, String practitioner, Instant now) {
        int day = attempts.within(DAY, Kind.EMERGENCY_OPENED, practitioner, now);
        int week = attempts.within(WEEK, Kind.EMERGENCY_OPENED, practitioner, now);
        boolean tooMany = day >= properties.alertPerDay() || week >= properties.alertPerWeek();
        if (!tooMany || attempts.within(DAY, Kind.EMERGENCY_ALERT, practitioner, now) > 0) {
            return;
        }
        attempts.count(Kind.EMERGENCY_ALERT, practitioner, now);
        var alert = writer.write(List.of(Draft.of(new Home.Shared(false), task(practitioner, day, week, now))))
                .getFirst();
        auditing.append(auditing.entry(request, Interaction.EMERGENCY_ACCESS, AuditOutcome.SUCCESS)
                .withTarget("Task", alert.id())
                .withLegalBasis(BASIS));
        meters.counter("lienthong.emergency.alert").increment();
        LOG.warn("Too many emergency accesses by one practitioner: see Task/{}", alert.id());
    }

    private ObjectNode task(String practitioner, int day, int week, Instant now) {
        var task = ResourceNodes.restricted(ResourceNodes.resource("Task", ids.next()));
        task.put("status", State.REQUESTED.code());
        task.put("intent", "order");
        task.put("priority", "urgent");
        task.set("code", ResourceNodes.concept(KeptTask.CODES, TaskWorkflow.Kind.EMERGENCY_ACCESS_ALERT.code()));
        task.put(
                "description",
                "Opened emergency access %d times within 24 hours and %d times within 7 days. Reviews: %s"
                        .formatted(
                                day,
                                week,
                                "Task?code=%s|%s&requester=%s"
                                        .formatted(
                                                KeptTask.CODES,
                                                TaskWorkflow.Kind.EMERGENCY_ACCESS_REVIEW.code(),
                                                practitioner)));
        task.set("focus", ResourceNodes.reference(practitioner));
        task.put("authoredOn", now.toString());
        task.put("lastModified", now.toString());
        return task;
    }
}
