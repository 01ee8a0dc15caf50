package vn.lienthong.access;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.springframework.stereotype.Component;
import vn.lienthong.record.Packing;
import vn.lienthong.record.RecordRow;
import vn.lienthong.record.ResourceJson;

/** What <a href="https://hl7.org/fhir/R4/resource-operation-meta.html">$meta</a> answers: the meta of one version. */
@Component
public class MetaParameters {

    private final Packing packing;

    MetaParameters(Packing packing) {
        this.packing = packing;
    }

    /** Parameters as FHIR JSON. */
    public byte[] of(RecordRow row) {
        try {
            var body = ResourceJson.MAPPER.readTree(packing.unpack(row.requireBody()));
            var parameters = ResourceJson.MAPPER.createObjectNode().put("resourceType", "Parameters");
            parameters.putArray("parameter").addObject().put("name", "return").set("valueMeta", body.path("meta"));
            return parameters.toString().getBytes(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("What is stored is JSON", e);
        }
    }
}
