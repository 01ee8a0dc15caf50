package vn.lienthong.sample;

/**
 * A transaction Bundle under construction: each entry is a PUT to its own id, so that sending it again changes nothing.
 *
 * @see <a href="https://hl7.org/fhir/R4/http.html#transaction">FHIR transaction</a>
 */
final class TransactionBundle {
    private final String base;
    private final FhirJson json = new FhirJson();
    private String current = "";
    private int size;

    /** `sender` names the system whose base URL the full URLs carry; the reserved `.example` leads nowhere. */
    TransactionBundle(String sender) {
        base = "https://" + sender + ".example/fhir/";
        json.object().text("resourceType", "Bundle").text("type", "transaction").array("entry");
    }

    /** Opens an entry and returns the writer, inside the resource; {@link #end} closes it. */
    FhirJson resource(String type, String id) {
        current = type + "/" + id;
        return json.object()
                .text("fullUrl", base + current)
                .object("resource")
                .text("resourceType", type)
                .text("id", id);
    }

    void end() {
        json.end()
                .object("request")
                .text("method", "PUT")
                .text("url", current)
                .end()
                .end();
        size++;
    }

    int size() {
        return size;
    }

    byte[] toBytes() {
        json.endArray().end();
        return json.toBytes();
    }
}
