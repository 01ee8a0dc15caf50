package vn.lienthong.access;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import vn.lienthong.access.ExchangeWriter.Draft;
import vn.lienthong.access.KeptTasks.Held;
import vn.lienthong.access.OperationDoor.Call;
import vn.lienthong.access.TaskWorkflow.Action;
import vn.lienthong.consent.LegalBasis;
import vn.lienthong.identity.Person;
import vn.lienthong.record.Home;
import vn.lienthong.record.RecordRow;
import vn.lienthong.shared.Interaction;
import vn.lienthong.shared.Issue;
import vn.lienthong.shared.ResourceKey;
import vn.lienthong.shared.UuidV7;

/**
 * {@code Task/[id]/$answer-request}: the patient, or a registrar with the patient present, grants or refuses a request
 * for access. A grant and the end of its request are one transaction: neither is there without the other.
 */
@Component
public class AccessAnswering {

    /** System of the answers: {@code grant}, {@code refuse}. */
    static final String ANSWERS = "https://lienthong.vn/fhir/CodeSystem/access-answer";

    static final List<String> PARAMETERS = List.of("decision", "hours");

    private static final String OUTPUT = "consent";

    private final OperationDoor door;
    private final PersonFinding finding;
    private final DecisionMakers makers;
    private final KeptTasks tasks;
    private final ExchangeWriter writer;
    private final AccessRequestProperties properties;
    private final UuidV7 ids;

    AccessAnswering(
            OperationDoor door,
            PersonFinding finding,
            DecisionMakers makers,
            KeptTasks tasks,
            ExchangeWriter writer,
            AccessRequestProperties properties,
            UuidV7 ids) {
        this.door = door;
        this.finding = finding;
        this.makers = makers;
        this.tasks = tasks;
        this.writer = writer;
        this.properties = properties;
        this.ids = ids;
    }

    /** Who answers, and for whom. */
    private record Answerer(Person person, Recorder standing) {}

    public RecordRow answer(AccessRequest request, String taskId, Optional<byte[]> body) {
        var key = new ResourceKey("Task", taskId);
        var call = new Call(request, Interaction.ANSWER_REQUEST, "Consent", Optional.of(key));
        return door.run(call, () -> {
            var input = door.input(body, PARAMETERS);
            var action = action(input);
            return door.inTransaction(() -> {
                var held = tasks.hold(taskId, action, _ -> true);
                var answerer = finding.of(held.row())
                        .flatMap(person ->
                                makers.standing(request, person).map(standing -> new Answerer(person, standing)))
                        .orElseThrow(() -> Issue.unknown(key));
                var drafts = action == Action.GRANT
                        ? granted(request, held, answerer, access(held, input))
                        : List.of(Draft.replacing(held.row(), held.moved(action, now(request))));
                var row = writer.write(drafts).getFirst();
                door.succeeded(call, Optional.of(answerer.person()), Optional.empty(), basis(answerer.standing()));
                return row;
            });
        });
    }

    private static Action action(OperationInput input) {
        return switch (input.code("decision", ANSWERS).orElse("")) {
            case "grant" -> Action.GRANT;
            case "refuse" -> Action.REFUSE;
            case "" ->
                throw OperationInput.wrong(
                        "required",
                        "decision",
                        "Say `grant` or `refuse`. / Hãy chọn đồng ý (grant) hoặc từ chối (refuse).");
            default ->
                throw OperationInput.wrong(
                        "code-invalid",
                        "decision",
                        "Say `grant` or `refuse`. / Hãy chọn đồng ý (grant) hoặc từ chối (refuse).");
        };
    }

    private Duration access(Held held, OperationInput input) {
        var hours = input.count("hours");
        var access = Duration.ofHours(
                hours.isPresent() ? hours.getAsInt() : held.task().hours());
        if (access.compareTo(properties.maxAccess()) > 0) {
            throw OperationInput.wrong(
                    "value",
                    "hours",
                    "At most %1$d hours can be granted. / Tối đa %1$d giờ."
                            .formatted(properties.maxAccess().toHours()));
        }
        return access;
    }

    /** The Task first, then the Consent and its Provenance. */
    private List<Draft> granted(AccessRequest request, Held held, Answerer answerer, Duration access) {
        var now = now(request);
        var consent = new ResourceKey("Consent", ids.next());
        var task = held.moved(Action.GRANT, now);
        ResourceNodes.part(task.json().putArray("output"), OUTPUT)
                .set("valueReference", ResourceNodes.reference(consent.toString()));
        var grant = new Grant(
                patient(held.row(), answerer.person()),
                held.task().recipient(),
                now,
                now.plus(access),
                entered(answerer.standing()),
                ResourceNodes.reference("Task/" + held.task().id()));
        var drafts = new ArrayList<>(List.of(Draft.replacing(held.row(), task)));
        drafts.addAll(grant.drafts(consent.id(), ids.next()));
        return drafts;
    }

    private static NamedPerson patient(RecordRow row, Person person) {
        return person.registrations().stream()
                .filter(registration -> row.home().equals(new Home.OfPatient(registration.patientKey())))
                .findFirst()
                .map(registration -> new NamedPerson(person, registration))
                .orElseThrow(() -> new IllegalStateException("A record belongs to a registration of its person"));
    }

    /** A registrar has no name among practitioners everywhere; the record of accesses has the account. */
    private static Optional<String> entered(Recorder standing) {
        return switch (standing) {
            case Recorder.Oneself _, Recorder.FacilitySystem _ -> Optional.empty();
            case Recorder.Delegate(var delegations) ->
                Optional.of(delegations.getFirst().id());
            case Recorder.Registrar(var practitioner) -> practitioner.map(id -> "Practitioner/" + id);
        };
    }

    private static String basis(Recorder standing) {
        return switch (standing) {
            case Recorder.Oneself _ -> LegalBasis.ONESELF.name();
            case Recorder.Delegate _ -> LegalBasis.DELEGATION.name();
            case Recorder.Registrar _, Recorder.FacilitySystem _ -> LegalBasis.CUSTODIAN_OPERATIONS.name();
        };
    }

    private static Instant now(AccessRequest request) {
        return request.now().truncatedTo(ChronoUnit.MILLIS);
    }
}
