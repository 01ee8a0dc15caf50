package vn.lienthong.access.fhir;

import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.Resource;
import org.springframework.modulith.NamedInterface;
import vn.lienthong.access.AccessRequest;
import vn.lienthong.access.Kept;
import vn.lienthong.record.ResourceJson;
import vn.lienthong.shared.Issue;

/** The way from HAPI into the pipeline and back, for operations that other features bring. */
@NamedInterface("operations")
public final class OperationEdge {

    private final Requests requests;
    private final Answers answers;

    OperationEdge(Requests requests, Answers answers) {
        this.requests = requests;
        this.answers = answers;
    }

    public AccessRequest request(ServletRequestDetails details) {
        return requests.of(details);
    }

    /** The Parameters that the operation was called with, as FHIR JSON; empty where the request has no body. */
    public Optional<byte[]> parameters(ServletRequestDetails details) {
        return RequestBodies.parameters(details);
    }

    /**
     * Parameters with one value each, of the address and of the body, by their names. They are read as text: HAPI's own
     * types fail on a malformed date in a way that is nobody's fault but the caller's.
     */
    public Map<String, String> given(ServletRequestDetails details) {
        var given = new HashMap<String, String>();
        Requests.parameters(details).forEach((name, values) -> given.put(name, values.getFirst()));
        parameters(details).ifPresent(body -> {
            for (var parameter : read(body).path("parameter")) {
                var name = parameter.path("name").asText();
                parameter.properties().stream()
                        .filter(member -> member.getKey().startsWith("value"))
                        .forEach(member -> given.put(name, text(member.getValue())));
            }
        });
        return given;
    }

    private static String text(JsonNode value) {
        return value.isObject() ? value.path("reference").asText() : value.asText();
    }

    private static JsonNode read(byte[] body) {
        try {
            return ResourceJson.MAPPER.readTree(body);
        } catch (IOException e) {
            throw Issue.malformed("structure", null, "The body is no JSON.");
        }
    }

    public Resource resource(Kept kept) {
        return answers.resource(kept.row());
    }
}
