package vn.lienthong.access.fhir;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.api.EncodingEnum;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.hl7.fhir.instance.model.api.IBaseResource;
import vn.lienthong.access.Converting;
import vn.lienthong.record.ResourceJson;
import vn.lienthong.record.ResourceReader;
import vn.lienthong.shared.Issue;

/** <a href="https://hl7.org/fhir/R4/resource-operation-convert.html">$convert</a> between JSON and XML. */
final class ConvertOperation {

    private final Door door;
    private final Converting converting;
    private final ResourceReader reader;

    ConvertOperation(Door door, Converting converting, ResourceReader reader) {
        this.door = door;
        this.converting = converting;
        this.reader = reader;
    }

    @Operation(
            name = "$convert",
            manualRequest = true,
            canonicalUrl = "http://hl7.org/fhir/OperationDefinition/Resource-convert")
    public IBaseResource convert(ServletRequestDetails details) {
        return converting.convert(door.requests().of(details), () -> converted(details));
    }

    private IBaseResource converted(ServletRequestDetails details) {
        var body = RequestBodies.sent(details);
        var sent = SentResource.of(details, reader, "input");
        sent.parameters().keySet().stream()
                .filter(name -> !name.equals("_summary"))
                .findFirst()
                .ifPresent(name -> {
                    throw Issue.malformed(
                            "not-supported",
                            null,
                            "There is no parameter `%s` here. Send the resource as the body, or as `input` of Parameters;"
                                            .formatted(name)
                                    + " `_format=xml` or `Accept` says what to convert it to.");
                });
        // Parameters without an input are what is to be converted themselves.
        var text = sent.text().orElseGet(() -> new String(body, StandardCharsets.UTF_8));
        var encoding = sent.text().isPresent() ? sent.encoding() : RequestBodies.encoding(details);
        return parsed(details.getFhirContext(), encoding == EncodingEnum.XML ? json(text) : text);
    }

    private String json(String xml) {
        return new String(reader.xmlToJson(xml.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
    }

    private IBaseResource parsed(FhirContext context, String json) {
        try {
            return context.newJsonParser().parseResource(json);
        } catch (DataFormatException | IllegalArgumentException | ClassCastException e) {
            // The reader tells every fault with its place.
            reader.refuse(type(context, json), json.getBytes(StandardCharsets.UTF_8), "");
            throw Issue.malformed("structure", null, "This is not FHIR R4: %s".formatted(e.getMessage()));
        }
    }

    /** The type that it says it is of, for the places of faults; empty where it says none. */
    private static String type(FhirContext context, String json) {
        try {
            var type = ResourceJson.MAPPER.readTree(json).path("resourceType").asText();
            return context.getResourceTypes().contains(type) ? type : "";
        } catch (IOException e) {
            return ""; // told where its structure is looked at
        }
    }
}
