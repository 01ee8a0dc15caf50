package vn.lienthong.access;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import vn.lienthong.access.ExchangeWriter.Draft;
import vn.lienthong.access.KeptTasks.Held;
import vn.lienthong.access.OperationDoor.Call;
import vn.lienthong.access.TaskWorkflow.Action;
import vn.lienthong.access.TaskWorkflow.Kind;
import vn.lienthong.consent.LegalBasis;
import vn.lienthong.record.RecordRow;
import vn.lienthong.security.Caller;
import vn.lienthong.shared.Interaction;
import vn.lienthong.shared.Issue;
import vn.lienthong.shared.ResourceKey;

/**
 * {@code Task/[id]/$close-review}: the privacy officer closes the review of an emergency access, or an alert, with a
 * finding. Not without one, not twice, and nobody judges an access of one's own.
 */
@Component
public class Reviews {

    /** System of the findings; the constants are its codes. */
    static final String FINDINGS = "https://lienthong.vn/fhir/CodeSystem/review-finding";

    static final List<String> PARAMETERS = List.of("finding", "text");

    private static final String OUTPUT = "finding";

    enum Finding {
        JUSTIFIED,
        /** Rightly opened, wrongly used or for too long. */
        PARTLY_JUSTIFIED,
        /** Ends the access, should it still be open. */
        NOT_JUSTIFIED,
        /** Nobody could find out. */
        UNDETERMINED;

        String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    private final OperationDoor door;
    private final KeptTasks tasks;
    private final PersonFinding finding;
    private final ExchangeWriter writer;

    Reviews(OperationDoor door, KeptTasks tasks, PersonFinding finding, ExchangeWriter writer) {
        this.door = door;
        this.tasks = tasks;
        this.finding = finding;
        this.writer = writer;
    }

    /**
     * The Task, closed.
     *
     * @param ifMatch the version that the finding is about, where the officer says it
     */
    public RecordRow close(AccessRequest request, String taskId, Optional<byte[]> body, Optional<String> ifMatch) {
        var call = Call.on(request, Interaction.CLOSE_REVIEW, new ResourceKey("Task", taskId));
        return door.run(call, () -> {
            var input = door.input(body, PARAMETERS);
            var found = finding(input);
            var text = Justification.of(input, "text");
            return door.inTransaction(() -> {
                var held = tasks.hold(taskId, Action.CLOSE_REVIEW, _ -> true);
                Preconditions.ifMatch(ifMatch, held.row());
                refuseOwn(request.caller(), held.task());
                var closed = closed(held, found, text, request);
                var row = writer.write(List.of(Draft.replacing(held.row(), closed)))
                        .getFirst();
                door.succeeded(call, finding.of(row), Optional.empty(), LegalBasis.OVERSIGHT.name());
                return row;
            });
        });
    }

    private static Finding finding(OperationInput input) {
        var code = input.code("finding", FINDINGS).orElse("");
        return Arrays.stream(Finding.values())
                .filter(finding -> finding.code().equals(code))
                .findFirst()
                .orElseThrow(() -> OperationInput.wrong(
                        code.isEmpty() ? "required" : "code-invalid",
                        "finding",
                        "A review is closed with a finding, one of %s."
                                .formatted(Arrays.stream(Finding.values())
                                        .map(finding -> "`" + finding.code() + "`")
                                        .collect(Collectors.joining(", ")))));
    }

    private static void refuseOwn(Caller caller, KeptTask task) {
        boolean own = caller.userId().equals(task.account())
                || caller.practitioner()
                        .filter(id -> task.practitioner().equals("Practitioner/" + id))
                        .isPresent();
        if (own) {
            throw Issue.forbidden("This is about an access of your own. Leave it to another privacy officer.");
        }
    }

    private static KeptTask closed(Held held, Finding found, String text, AccessRequest request) {
        Instant now = request.now().truncatedTo(ChronoUnit.MILLIS);
        var moved = held.moved(Action.CLOSE_REVIEW, now);
        boolean ends = found == Finding.NOT_JUSTIFIED && moved.kind() == Kind.EMERGENCY_ACCESS_REVIEW;
        var json = (ends ? moved.over(now) : moved).json();
        json.putObject("owner")
                .putObject("identifier")
                .put("system", Practitioners.ACCOUNTS)
                .put("value", request.caller().userId());
        json.putObject("executionPeriod").put("end", now.toString());
        ResourceNodes.part(json.putArray("output"), OUTPUT)
                .set(
                        "valueCodeableConcept",
                        ResourceNodes.concept(FINDINGS, found.code()).put("text", text));
        return new KeptTask(json);
    }
}
