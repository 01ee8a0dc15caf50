package vn.lienthong.access.fhir;

import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import java.util.Date;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import vn.lienthong.access.AccessCodes;

/** One-time codes that a patient shows. */
final class AccessCodeOperations {

    private static final String DEFINITIONS = "https://lienthong.vn/fhir/OperationDefinition/";

    private final Door door;
    private final AccessCodes codes;

    AccessCodeOperations(Door door, AccessCodes codes) {
        this.door = door;
        this.codes = codes;
    }

    @Operation(name = "$access-code", typeName = "Patient", canonicalUrl = DEFINITIONS + "Patient-access-code")
    public Parameters issue(ServletRequestDetails details) {
        var code = codes.issue(door.requests().of(details), RequestBodies.parameters(details));
        // A proxy or a browser that kept the answer would keep the code.
        details.getServletResponse().setHeader("Cache-Control", "no-store");
        var answer = new Parameters();
        answer.addParameter().setName("code").setValue(new StringType(code.text()));
        answer.addParameter().setName("payload").setValue(new StringType(code.payload()));
        answer.addParameter().setName("expires").setValue(new InstantType(Date.from(code.expires())));
        return answer;
    }

    @Operation(
            name = "$redeem-access-code",
            typeName = "Patient",
            canonicalUrl = DEFINITIONS + "Patient-redeem-access-code")
    public Parameters redeem(ServletRequestDetails details) {
        var opened = codes.redeem(door.requests().of(details), RequestBodies.parameters(details));
        var answer = new Parameters();
        answer.addParameter().setName("patient").setValue(new Reference(opened.patient()));
        answer.addParameter().setName("consent").setValue(new Reference(opened.consent()));
        answer.addParameter().setName("until").setValue(new InstantType(Date.from(opened.until())));
        return answer;
    }
}
