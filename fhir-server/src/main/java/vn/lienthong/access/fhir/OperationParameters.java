package vn.lienthong.access.fhir;

import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.rest.api.RequestTypeEnum;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Reference;
import org.jspecify.annotations.Nullable;
import vn.lienthong.shared.Issue;

/** Parameters of an operation: of its address and, where it is a POST, of the Parameters in its body. */
final class OperationParameters {

    /** A question is a few lines long. */
    private static final int MOST_BYTES = 64 * 1024;

    private OperationParameters() {}

    static Map<String, List<String>> of(ServletRequestDetails details) {
        var all = new LinkedHashMap<String, List<String>>();
        Requests.parameters(details).forEach((name, values) -> all.put(name, new ArrayList<>(values)));
        if (details.getRequestType() == RequestTypeEnum.POST) {
            var body = body(details);
            for (int i = 0; i < body.getParameter().size(); i++) {
                var parameter = body.getParameter().get(i);
                all.computeIfAbsent(String.valueOf(parameter.getName()), _ -> new ArrayList<>())
                        .add(value(parameter, i));
            }
        }
        return all;
    }

    private static String value(ParametersParameterComponent parameter, int index) {
        @Nullable
        String text = switch (parameter.getValue()) {
            case Reference reference -> reference.getReference();
            case Coding coding -> coding.getCode();
            case null -> null;
            default -> parameter.getValue().primitiveValue();
        };
        if (text == null) {
            throw Issue.malformed(
                    "value",
                    "Parameters.parameter[%d].value".formatted(index),
                    "A parameter needs a simple value, a Reference or a Coding.");
        }
        return text;
    }

    private static Parameters body(ServletRequestDetails details) {
        var json = RequestBodies.parameters(details);
        if (json.isEmpty()) {
            return new Parameters();
        }
        if (json.get().length > MOST_BYTES) {
            throw Issue.tooLarge("The parameters of an operation may have %d bytes.".formatted(MOST_BYTES));
        }
        try {
            return details.getFhirContext()
                    .newJsonParser()
                    .parseResource(Parameters.class, new ByteArrayInputStream(json.get()));
        } catch (DataFormatException | IllegalArgumentException | ClassCastException e) {
            throw Issue.malformed("structure", "Parameters", "The body must be a Parameters resource.");
        }
    }
}
