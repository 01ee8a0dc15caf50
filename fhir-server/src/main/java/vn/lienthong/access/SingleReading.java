package vn.lienthong.access;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.springframework.stereotype.Component;
import vn.lienthong.record.Packing;
import vn.lienthong.record.ResourceJson;
import vn.lienthong.shared.ResourceKey;

/** Lets a feature look at one resource as its caller may: decided and put on record as any read. */
@Component
public class SingleReading {

    private final Reading reading;
    private final Packing packing;

    SingleReading(Reading reading, Packing packing) {
        this.reading = reading;
        this.packing = packing;
    }

    /**
     * A resource with who answers for it.
     *
     * @param custodian code of the facility
     */
    public record Read(ObjectNode json, String custodian, int version) {}

    /** 404 when it is absent or hidden. */
    public Read read(AccessRequest request, ResourceKey key) {
        var row = reading.read(request, key);
        try {
            var json = (ObjectNode) ResourceJson.MAPPER.readTree(packing.unpack(row.requireBody()));
            return new Read(json, row.custodian(), row.version());
        } catch (IOException e) {
            throw new UncheckedIOException("What is stored is JSON", e);
        }
    }
}
