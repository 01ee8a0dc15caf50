package vn.lienthong.referral;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;

/** What is said about a Task, as a <a href="https://hl7.org/fhir/R4/communication.html">Communication</a>. */
final class Messages {

    private static final String LANGUAGE = "http://hl7.org/fhir/StructureDefinition/language";

    private Messages() {}

    /** @param recipients references */
    static ObjectNode about(ReferralTask task, String id, String code, List<String> recipients, Instant now) {
        var message = JsonNodeFactory.instance.objectNode();
        message.put("resourceType", "Communication").put("id", id);
        message.put("status", "completed");
        message.putArray("category").add(Nodes.concept(Input.CODES, code));
        message.putArray("basedOn").add(Nodes.reference(task.key().toString()));
        message.set("subject", Nodes.reference(task.patient()));
        message.put("sent", now.toString());
        Nodes.put(
                message, "recipient", recipients.stream().map(Nodes::reference).toList());
        return message;
    }

    static void say(ObjectNode message, String text) {
        message.withArray("payload").addObject().put("contentString", text);
    }

    static void say(ObjectNode message, String language, String text) {
        var payload = message.withArray("payload").addObject().put("contentString", text);
        payload.putObject("_contentString")
                .putArray("extension")
                .addObject()
                .put("url", LANGUAGE)
                .put("valueCode", language);
    }

    /** A part of the Task that names the message. */
    static ObjectNode named(String code, ObjectNode message) {
        return Nodes.part(code, "Communication/" + message.path("id").asText());
    }
}
