package vn.lienthong.sample;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Rights to act for somebody, as RelatedPersons with the exchange's extension.
 *
 * @see <a href="https://hl7.org/fhir/R4/relatedperson.html">FHIR RelatedPerson</a>
 */
final class DelegationWriter {
    private static final String EXTENSION = "https://lienthong.vn/fhir/StructureDefinition/delegation";

    private final DemoFacility recorder;

    DelegationWriter(DemoFacility recorder) {
        this.recorder = recorder;
    }

    /** By law and for as long as it lets, so without a period. */
    Push parent(Person child, Person parent, String relationship) {
        var bundle = new TransactionBundle("facility-" + recorder.code);
        FhirJson json = bundle.resource("RelatedPerson", "delegate-" + child.key());
        evidence(json);
        json.array("identifier").object().text("system", Systems.CCCD);
        json.text("value", parent.cccd().orElseThrow()).end().endArray();
        json.flag("active", true).reference("patient", "Patient/" + recorder.code + "-" + child.number());
        json.concepts("relationship", Coding.hl7("v3-RoleCode", relationship, "Cha hoặc mẹ"));
        json.array("name").object().text("text", parent.name().full()).end().endArray();
        bundle.end();
        return new Push(recorder.code, child.key(), bundle.toBytes(), 1);
    }

    private static void evidence(FhirJson json) {
        byte[] paper = "Giấy chứng sinh".getBytes(StandardCharsets.UTF_8);
        json.array("extension").object().text("url", EXTENSION).array("extension");
        json.object().text("url", "evidence").object("valueAttachment");
        json.text("contentType", "text/plain; charset=utf-8");
        json.text("data", Base64.getEncoder().encodeToString(paper)).end().end();
        json.endArray().end().endArray();
    }
}
