package vn.lienthong.access;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import vn.lienthong.access.TaskWorkflow.Kind;
import vn.lienthong.record.ResourceJson;
import vn.lienthong.shared.Issue;

/** Refuses Tasks of clients that look like the exchange's own: patient and officer rely on them. */
final class ReservedTasks {

    private ReservedTasks() {}

    /**
     * Passes everything but such a Task.
     *
     * @param json the resource as it was sent
     */
    static void refuse(WriteEntry entry, byte[] json) {
        if (!entry.type().equals("Task")) {
            return;
        }
        for (var coding : codings(json)) {
            var code = coding.path("code").asText();
            if (coding.path("system").asText().equals(KeptTask.CODES)
                    || Kind.ofCode(code).isPresent()) {
                throw Issue.unprocessable(
                        "business-rule",
                        (entry.place().isEmpty() ? "Task" : entry.place()) + ".code",
                        "Only the exchange itself makes a Task with the code `%s`. Call the operation that it records."
                                .formatted(code));
            }
        }
    }

    private static JsonNode codings(byte[] json) {
        try {
            return ResourceJson.MAPPER.readTree(json).at("/code/coding");
        } catch (IOException e) {
            throw new UncheckedIOException("A resource that was read is JSON", e);
        }
    }
}
