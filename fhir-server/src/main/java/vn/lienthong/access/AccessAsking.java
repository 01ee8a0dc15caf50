package vn.lienthong.access;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import vn.lienthong.access.Attempts.Kind;
import vn.lienthong.access.ExchangeWriter.Draft;
import vn.lienthong.access.OperationDoor.Call;
import vn.lienthong.access.TaskWorkflow.Action;
import vn.lienthong.access.TaskWorkflow.State;
import vn.lienthong.consent.LegalBasis;
import vn.lienthong.record.Home;
import vn.lienthong.record.RecordRow;
import vn.lienthong.shared.ExchangeProperties;
import vn.lienthong.shared.Interaction;
import vn.lienthong.shared.Issue;
import vn.lienthong.shared.ResourceKey;
import vn.lienthong.shared.UuidV7;

/**
 * {@code $request-access}: a clinician asks a patient for access, by a number that the patient shows or by the id of a
 * registration.
 *
 * <p>Whether such a patient is known here must not show, so who is unknown is asked too: the Task is the same, lies in
 * nobody's record, and expires unanswered.
 */
@Component
public class AccessAsking {

    static final List<String> PARAMETERS = List.of("identifier", "text", "hours", "recipient");

    /** System of the recipients: {@code facility}, {@code practitioner}. */
    private static final String RECIPIENTS = "https://lienthong.vn/fhir/CodeSystem/access-recipient";

    private final OperationDoor door;
    private final PersonFinding finding;
    private final Practitioners practitioners;
    private final KeptTasks tasks;
    private final Attempts attempts;
    private final ExchangeWriter writer;
    private final AccessRequestProperties properties;
    private final UuidV7 ids;
    private final KeyedHash hash;

    AccessAsking(
            OperationDoor door,
            PersonFinding finding,
            Practitioners practitioners,
            KeptTasks tasks,
            Attempts attempts,
            ExchangeWriter writer,
            AccessRequestProperties properties,
            ExchangeProperties exchange,
            UuidV7 ids) {
        this.hash = new KeyedHash("access-request", exchange);
        this.door = door;
        this.finding = finding;
        this.practitioners = practitioners;
        this.tasks = tasks;
        this.attempts = attempts;
        this.writer = writer;
        this.properties = properties;
        this.ids = ids;
    }

    /** Whom the request names: as the Task says it, and who that is, if anybody. */
    private record Addressee(ObjectNode reference, Optional<NamedPerson> person) {}

    /** What is asked for; the actor is whom a grant is to be for. */
    private record Wish(String text, Duration access, String actor) {}

    /**
     * The Task of the request.
     *
     * @param patientId of a registration; empty when the parameters name the patient by an identifier
     */
    public RecordRow ask(AccessRequest request, Optional<String> patientId, Optional<byte[]> body) {
        var target = patientId.map(id -> new ResourceKey("Patient", id));
        var call = new Call(request, Interaction.REQUEST_ACCESS, "Patient", target);
        return door.run(call, () -> {
            var practitioner = Practitioners.reference(request.caller());
            var input = door.input(body, PARAMETERS);
            var wish = wish(request, practitioner, input);
            var addressee = addressee(patientId, input);
            return door.inTransaction(() -> asked(call, practitioner, addressee, wish));
        });
    }

    private Wish wish(AccessRequest request, String practitioner, OperationInput input) {
        var text = Justification.of(input, "text");
        var hours = input.count("hours");
        var access = hours.isPresent() ? Duration.ofHours(hours.getAsInt()) : properties.access();
        if (access.compareTo(properties.maxAccess()) > 0) {
            throw OperationInput.wrong(
                    "value",
                    "hours",
                    "At most %d hours can be asked for."
                            .formatted(properties.maxAccess().toHours()));
        }
        var actor = switch (input.code("recipient", RECIPIENTS).orElse("facility")) {
            case "facility" -> practitioners.organization(request.caller()).orElse(practitioner);
            case "practitioner" -> practitioner;
            default -> throw OperationInput.wrong("code-invalid", "recipient", "It is `facility` or `practitioner`.");
        };
        return new Wish(text, access, actor);
    }

    private Addressee addressee(Optional<String> patientId, OperationInput input) {
        var identifier = input.identifier("identifier");
        if (patientId.isPresent() == identifier.isPresent()) {
            throw OperationInput.wrong(
                    "required",
                    "identifier",
                    "Name the patient once: `Patient/[id]/$request-access`, or `Patient/$request-access` with the"
                            + " number of the card that the patient shows as `identifier`.");
        }
        if (patientId.isPresent()) {
            return new Addressee(ResourceNodes.reference("Patient/" + patientId.get()), finding.byId(patientId.get()));
        }
        var reference = ResourceNodes.object();
        reference
                .putObject("identifier")
                .put("system", identifier.get().path("system").asText())
                .put("value", identifier.get().path("value").asText());
        return new Addressee(reference, finding.byIdentifier(identifier.get()));
    }

    private RecordRow asked(Call call, String practitioner, Addressee addressee, Wish wish) {
        var now = call.request().now().truncatedTo(ChronoUnit.MILLIS);
        admit(call.request(), practitioner, addressee);
        var task = task(call.request(), addressee, wish);
        var home = addressee.person().map(NamedPerson::home).orElse(new Home.Shared(false));
        var drafts = new ArrayList<>(List.of(Draft.of(home, task)));
        addressee
                .person()
                .map(patient -> PatientNotice.ACCESS_REQUEST.to(
                        patient, ids.next(), "Task/" + task.path("id").asText(), now.plus(properties.life()), now))
                .ifPresent(notice -> drafts.add(Draft.of(home, notice)));
        var row = writer.write(drafts).getFirst();
        door.succeeded(
                call,
                addressee.person().map(NamedPerson::person),
                Optional.of(row.key()),
                LegalBasis.OWN_REQUEST.name());
        return row;
    }

    /** By what the request says and not by whom it reaches, so that a refusal here tells nothing either. */
    private void admit(AccessRequest request, String practitioner, Addressee addressee) {
        attempts.lock(Kind.ACCESS_REQUESTED, practitioner);
        var same = HexFormat.of().formatHex(hash.of(practitioner + addressee.reference()));
        if (attempts.within(properties.life(), Kind.ACCESS_REQUESTED, same, request.now()) > 0) {
            throw Issue.conflict(
                    null,
                    "You have asked this patient within the last %d hours. See `Task?code=%s|access-request&requester=%s`."
                            .formatted(properties.life().toHours(), KeptTask.CODES, practitioner));
        }
        var day = Duration.ofDays(1);
        if (attempts.within(day, Kind.ACCESS_REQUESTED, practitioner, request.now()) >= properties.requestsPerDay()) {
            throw Issue.tooMany("You have asked too many patients within a day.", day);
        }
        attempts.count(Kind.ACCESS_REQUESTED, same, request.now());
        attempts.count(Kind.ACCESS_REQUESTED, practitioner, request.now());
    }

    private ObjectNode task(AccessRequest request, Addressee addressee, Wish wish) {
        var now = request.now().truncatedTo(ChronoUnit.MILLIS);
        var task = ResourceNodes.restricted(ResourceNodes.resource("Task", ids.next()));
        task.put("status", State.REQUESTED.code());
        task.put("intent", "proposal");
        task.set("code", ResourceNodes.concept(KeptTask.CODES, TaskWorkflow.Kind.ACCESS_REQUEST.code()));
        task.set("for", addressee.reference());
        task.put("authoredOn", now.toString());
        task.put("lastModified", now.toString());
        task.set("requester", Practitioners.requester(request.caller()));
        task.putObject("reasonCode").put("text", wish.text());
        task.putObject("restriction")
                .putObject("period")
                .put("start", now.toString())
                .put("end", now.plus(properties.life()).toString());
        var inputs = task.putArray("input");
        practitioners
                .organization(request.caller())
                .ifPresent(organization -> ResourceNodes.part(inputs, KeptTask.FACILITY)
                        .set("valueReference", ResourceNodes.reference(organization)));
        ResourceNodes.part(inputs, KeptTask.RECIPIENT).set("valueReference", ResourceNodes.reference(wish.actor()));
        ResourceNodes.part(inputs, KeptTask.HOURS)
                .put("valuePositiveInt", Math.toIntExact(wish.access().toHours()));
        return task;
    }

    /** The practitioner asks no longer. */
    public RecordRow cancel(AccessRequest request, String taskId, Optional<byte[]> body) {
        var call = Call.on(request, Interaction.CANCEL_REQUEST, new ResourceKey("Task", taskId));
        return door.run(
                call,
                () -> door.inTransaction(() -> {
                    door.input(body, List.of());
                    var held = tasks.hold(
                            taskId,
                            Action.CANCEL,
                            task -> task.practitioner().equals(Practitioners.reference(request.caller())));
                    var cancelled = held.moved(Action.CANCEL, request.now().truncatedTo(ChronoUnit.MILLIS));
                    var row = writer.write(List.of(Draft.replacing(held.row(), cancelled)))
                            .getFirst();
                    door.succeeded(call, finding.of(row), Optional.empty(), LegalBasis.OWN_REQUEST.name());
                    return row;
                }));
    }
}
