package vn.lienthong.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Optional;
import vn.lienthong.access.TaskWorkflow.Kind;
import vn.lienthong.access.TaskWorkflow.State;
import vn.lienthong.consent.EmergencyAccess;
import vn.lienthong.record.RecordRow;
import vn.lienthong.record.ResourceJson;

/**
 * A <a href="https://hl7.org/fhir/R4/task.html">Task</a> that the exchange itself wrote about an access: a review, an
 * alert or a request. Everything that is known of the access stands in it, so it is the source of the access, what the
 * patient is told with, and an entry of the worklist at once.
 *
 * <p>It counts only where the exchange is the custodian: a client cannot write such a Task.
 */
record KeptTask(ObjectNode json) {

    /** System of {@code Task.code}. */
    static final String CODES = "https://lienthong.vn/fhir/CodeSystem/access-task";

    /** System of {@code Task.input.type} and {@code Task.output.type}. */
    static final String PARTS = "https://lienthong.vn/fhir/CodeSystem/access-task-part";

    static final String FACILITY = "facility";
    static final String RECIPIENT = "recipient";
    static final String HOURS = "hours";

    static boolean isOne(RecordRow row) {
        return row.type().equals("Task") && row.custodian().equals(Custodians.EXCHANGE) && !row.deleted();
    }

    static KeptTask read(byte[] body) {
        try {
            return new KeptTask((ObjectNode) ResourceJson.MAPPER.readTree(body));
        } catch (IOException e) {
            throw new UncheckedIOException("A stored Task is not JSON", e);
        }
    }

    String id() {
        return json.path("id").asText();
    }

    Kind kind() {
        return Kind.ofCode(json.at("/code/coding/0/code").asText())
                .orElseThrow(() -> new IllegalStateException("Task/%s is of no kind of ours".formatted(id())));
    }

    State state(Instant now) {
        var stored = State.valueOf(json.path("status").asText().toUpperCase(java.util.Locale.ROOT));
        boolean expired = kind() == Kind.ACCESS_REQUEST && stored == State.REQUESTED && !now.isBefore(until());
        return expired ? State.EXPIRED : stored;
    }

    /** Who caused it, such as {@code Practitioner/x}; an alert is about the practitioner and not by one. */
    String practitioner() {
        return json.at(kind() == Kind.EMERGENCY_ACCESS_ALERT ? "/focus/reference" : "/requester/reference")
                .asText();
    }

    /** Subject of the token that the Task was caused with. */
    String account() {
        return json.at("/requester/identifier/value").asText();
    }

    /** Of a request: whom a grant is to be for, such as {@code Organization/x}. */
    String recipient() {
        return part("input", RECIPIENT)
                .map(part -> part.at("/valueReference/reference").asText())
                .orElseThrow();
    }

    /** Of a request: how long a grant is to hold. */
    int hours() {
        return part("input", HOURS)
                .map(part -> part.path("valuePositiveInt").asInt())
                .orElseThrow();
    }

    /** Of an emergency access: when it is over. Of a request: when it cannot be answered any more. */
    Instant until() {
        return Instant.parse(json.at("/restriction/period/end").asText());
    }

    private Optional<JsonNode> part(String member, String code) {
        for (var part : json.path(member)) {
            if (part.at("/type/coding/0/code").asText().equals(code)) {
                return Optional.of(part);
            }
        }
        return Optional.empty();
    }

    /** As the engine weighs it; empty for Tasks of another kind. */
    Optional<EmergencyAccess> emergency() {
        return kind() == Kind.EMERGENCY_ACCESS_REVIEW
                ? Optional.of(new EmergencyAccess("Task/" + id(), practitioner(), until()))
                : Optional.empty();
    }

    /** The same in another state, to be written. */
    KeptTask in(State state, Instant now) {
        var copy = json.deepCopy();
        copy.put("status", state.code());
        copy.put("lastModified", now.toString());
        return new KeptTask(copy);
    }

    /** The same, over at this moment unless it was before. */
    KeptTask over(Instant now) {
        var copy = json.deepCopy();
        if (now.isBefore(until())) {
            ((ObjectNode) copy.at("/restriction/period")).put("end", now.toString());
        }
        return new KeptTask(copy);
    }
}
