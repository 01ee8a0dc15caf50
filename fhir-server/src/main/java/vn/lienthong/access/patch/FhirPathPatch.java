package vn.lienthong.access.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.lienthong.shared.Issue;

/** A <a href="https://hl7.org/fhir/R4/fhirpatch.html">FHIRPath Patch</a>: operations that are done one after the other, or none. */
public final class FhirPathPatch {

    private final List<FhirPathOperation> operations;
    private final PatchLimits limits;

    private FhirPathPatch(List<FhirPathOperation> operations, PatchLimits limits) {
        this.operations = List.copyOf(operations);
        this.limits = limits;
    }

    /**
     * @param parameters a Parameters resource that was found to be FHIR
     * @param place FHIRPath of it within a Bundle; {@code null} where it is the body
     */
    public static FhirPathPatch read(byte[] parameters, @Nullable String place, PatchLimits limits) {
        var all = PatchParameters.parse(parameters, place);
        if (all.size() > limits.operations()) {
            throw JsonPatch.tooMany(limits);
        }
        var operations = new ArrayList<FhirPathOperation>(all.size());
        for (var operation : all) {
            int index = operations.size();
            var at = "%s.parameter[%d]".formatted(place == null ? "Parameters" : place, index);
            operations.add(FhirPathOperation.read(operation, new PatchFaults(at, index + 1)));
        }
        return new FhirPathPatch(operations, limits);
    }

    /** What the resource becomes. The resource given is used up. */
    public JsonNode applyTo(ObjectNode resource, ResourceElements elements) {
        long work = limits.work();
        for (var operation : operations) {
            var json = resource.toString().getBytes(StandardCharsets.UTF_8);
            work -= json.length;
            if (work < 0) {
                throw Issue.tooLarge(
                        "So many operations on so large a resource are too costly. Send it whole, by PUT.");
            }
            operation.apply(resource, path -> elements.find(json, path));
        }
        return resource;
    }
}
