package vn.lienthong.access;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import vn.lienthong.access.Attempts.Kind;
import vn.lienthong.access.ExchangeWriter.Draft;
import vn.lienthong.access.OperationDoor.Call;
import vn.lienthong.access.TaskWorkflow.Action;
import vn.lienthong.access.TaskWorkflow.State;
import vn.lienthong.consent.LegalBasis;
import vn.lienthong.record.RecordRow;
import vn.lienthong.record.RecordStore;
import vn.lienthong.record.RecordStore.Columns;
import vn.lienthong.shared.Interaction;
import vn.lienthong.shared.Issue;
import vn.lienthong.shared.ResourceKey;
import vn.lienthong.shared.UuidV7;

/**
 * Breaks the glass: {@code Patient/[id]/$emergency-access} opens a person's record for one practitioner and few hours.
 *
 * <p>The Task that records it is the access: the engine weighs it from the person's next policy version on, and it is
 * over when its period is. The patient is told in the same transaction, and the Task waits for the privacy officer.
 */
@Component
public class EmergencyAccesses {

    private final OperationDoor door;
    private final PersonFinding finding;
    private final Policies policies;
    private final Practitioners practitioners;
    private final ExchangeWriter writer;
    private final KeptTasks tasks;
    private final EmergencyAlerts alerts;
    private final Attempts attempts;
    private final RecordStore store;
    private final EmergencyProperties properties;
    private final UuidV7 ids;
    private final MeterRegistry meters;

    EmergencyAccesses(
            OperationDoor door,
            PersonFinding finding,
            Policies policies,
            Practitioners practitioners,
            ExchangeWriter writer,
            KeptTasks tasks,
            EmergencyAlerts alerts,
            Attempts attempts,
            RecordStore store,
            EmergencyProperties properties,
            UuidV7 ids,
            MeterRegistry meters) {
        this.door = door;
        this.finding = finding;
        this.policies = policies;
        this.practitioners = practitioners;
        this.writer = writer;
        this.tasks = tasks;
        this.alerts = alerts;
        this.attempts = attempts;
        this.store = store;
        this.properties = properties;
        this.ids = ids;
        this.meters = meters;
    }

    /** The Task of the access; the one that is open already when there is one. */
    public RecordRow open(AccessRequest request, String patientId, Optional<byte[]> body) {
        var call = Call.on(request, Interaction.EMERGENCY_ACCESS, new ResourceKey("Patient", patientId));
        return door.run(call, () -> {
            var practitioner = Practitioners.reference(request.caller());
            var declared = EmergencyDeclaration.read(door.input(body, EmergencyDeclaration.PARAMETERS), properties);
            admit(practitioner, request.now());
            return door.inTransaction(() -> opened(call, patientId, practitioner, declared));
        });
    }

    /**
     * Over at once, before its time, by the practitioner who opened it.
     *
     * @return the Task, which still waits for its review
     */
    public RecordRow end(AccessRequest request, String taskId, Optional<byte[]> body) {
        var call = Call.on(request, Interaction.END_EMERGENCY_ACCESS, new ResourceKey("Task", taskId));
        return door.run(
                call,
                () -> door.inTransaction(() -> {
                    door.input(body, List.of());
                    var now = request.now().truncatedTo(ChronoUnit.MILLIS);
                    var held = tasks.hold(
                            taskId,
                            Action.END_ACCESS,
                            task -> task.practitioner().equals(Practitioners.reference(request.caller())));
                    if (!now.isBefore(held.task().until())) {
                        throw Issue.conflict("Task.restriction.period.end", "This emergency access is over already.");
                    }
                    var ended = held.moved(Action.END_ACCESS, now).over(now);
                    var row = writer.write(List.of(Draft.replacing(held.row(), ended)))
                            .getFirst();
                    door.succeeded(call, finding.of(row), Optional.empty(), LegalBasis.OWN_REQUEST.name());
                    return row;
                }));
    }

    /** Counted before anybody is looked for, and for ever: a 404 costs the same as an access. */
    private void admit(String practitioner, Instant now) {
        attempts.count(Kind.EMERGENCY_ASKED, practitioner, now);
        if (attempts.within(Duration.ofHours(1), Kind.EMERGENCY_ASKED, practitioner, now) > properties.asksPerHour()) {
            throw Issue.tooMany(
                    "You asked for emergency access more than %d times within an hour. Call the privacy officer."
                            .formatted(properties.asksPerHour()),
                    Duration.ofHours(1));
        }
    }

    private RecordRow opened(Call call, String patientId, String practitioner, EmergencyDeclaration declared) {
        // One at a time for each practitioner: neither a second Task nor an alert too few comes of a race.
        attempts.lock(Kind.EMERGENCY_OPENED, practitioner);
        var now = call.request().now().truncatedTo(ChronoUnit.MILLIS);
        var named = finding.byId(patientId).orElseThrow(() -> Issue.unknown(new ResourceKey("Patient", patientId)));
        var open = openFor(named, practitioner, now);
        if (open.isPresent()) {
            door.succeeded(
                    call, Optional.of(named.person()), Optional.of(open.get().key()), LegalBasis.EMERGENCY.name());
            return open.get();
        }
        attempts.count(Kind.EMERGENCY_OPENED, practitioner, now);
        var task = task(call.request(), named, declared, now);
        var until = now.plus(declared.duration());
        var about = "Task/" + task.path("id").asText();
        var notice = PatientNotice.EMERGENCY_ACCESS.to(named, ids.next(), about, until, now);
        var row = writer.write(List.of(Draft.of(named.home(), task), Draft.of(named.home(), notice)))
                .getFirst();
        door.succeeded(call, Optional.of(named.person()), Optional.of(row.key()), LegalBasis.EMERGENCY.name());
        alerts.raiseIfTooMany(call.request(), practitioner, now);
        meters.counter("lienthong.emergency.access").increment();
        return row;
    }

    private Optional<RecordRow> openFor(NamedPerson named, String practitioner, Instant now) {
        return policies.of(named.person()).emergencies().stream()
                .filter(access -> access.practitioner().equals(practitioner) && now.isBefore(access.until()))
                .findFirst()
                .flatMap(access -> ResourceKey.ofReference(access.id()))
                .flatMap(key -> store.find(key, Columns.BODY));
    }

    private ObjectNode task(AccessRequest request, NamedPerson named, EmergencyDeclaration declared, Instant now) {
        var task = ResourceNodes.restricted(ResourceNodes.resource("Task", ids.next()));
        task.put("status", State.REQUESTED.code());
        task.put("intent", "order");
        task.set("code", ResourceNodes.concept(KeptTask.CODES, TaskWorkflow.Kind.EMERGENCY_ACCESS_REVIEW.code()));
        task.set("for", ResourceNodes.reference(named.reference()));
        task.put("authoredOn", now.toString());
        task.put("lastModified", now.toString());
        task.set("requester", Practitioners.requester(request.caller()));
        var reason = ResourceNodes.concept(
                EmergencyDeclaration.REASONS,
                declared.reason().code(),
                declared.reason().display());
        task.set("reasonCode", reason.put("text", declared.text()));
        task.putObject("restriction")
                .putObject("period")
                .put("start", now.toString())
                .put("end", now.plus(declared.duration()).toString());
        practitioners
                .organization(request.caller())
                .ifPresent(organization -> ResourceNodes.part(task.putArray("input"), KeptTask.FACILITY)
                        .set("valueReference", ResourceNodes.reference(organization)));
        return task;
    }
}
