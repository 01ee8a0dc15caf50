package vn.lienthong.sample;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Base64;

/**
 * Patients' decisions as Consents of the basic kind: whole record, one actor, permit or deny.
 *
 * @see <a href="https://profiles.ihe.net/ITI/PCF/">IHE PCF</a>
 */
final class ConsentWriter {
    private static final String PROFILE = "https://profiles.ihe.net/ITI/PCF/StructureDefinition/IHE.PCF.consentBasic";
    private static final Coding RECIPIENT = Coding.hl7("v3-ParticipationType", "IRCP", "Người nhận thông tin");
    private static final Coding TREATMENT = Coding.hl7("v3-ActReason", "TREAT", "Khám bệnh, chữa bệnh");

    private final DemoFacility recorder;
    private final LocalDate today;

    ConsentWriter(DemoFacility recorder, LocalDate today) {
        this.recorder = recorder;
        this.today = today;
    }

    /** Treatment access for all facilities that are part of the province's organisation. */
    Push permitProvince(Person person) {
        String words = "Đồng ý cho các cơ sở y tế công lập của tỉnh xem hồ sơ để khám bệnh, chữa bệnh";
        return consent(person, "permit", OrganizationWriter.PROVINCE, words, true);
    }

    /** No access for `facility`, whatever the purpose. */
    Push refuse(Person person, DemoFacility facility) {
        String words = "Không đồng ý cho cơ sở " + facility.code + " xem hồ sơ";
        return consent(person, "deny", facility.organization(), words, false);
    }

    private Push consent(Person person, String type, String actor, String words, boolean treatmentOnly) {
        var bundle = new TransactionBundle("facility-" + recorder.code);
        FhirJson json = bundle.resource("Consent", "consent-" + person.key());
        String patient = "Patient/" + recorder.code + "-" + person.number();
        json.object("meta").texts("profile", PROFILE).end();
        json.narrative(RecordWriter.paragraph("Quyết định của người bệnh", words));
        json.text("status", "active");
        json.concept("scope", Coding.hl7("consentscope", "patient-privacy", "Quyền riêng tư của người bệnh"));
        json.concepts("category", Coding.loinc("59284-0", "Giấy đồng ý của người bệnh"));
        json.reference("patient", patient);
        json.text("dateTime", Times.instant(today.minusDays(30).atTime(9, 15)));
        json.array("performer").object().text("reference", patient).end().endArray();
        json.array("organization").object();
        json.text("reference", recorder.organization()).end().endArray();
        source(json, words);
        witnessed(json, patient);
        json.concept("policyRule", Coding.hl7("v3-ActCode", "OPTIN", "Chia sẻ khi người bệnh đồng ý"));
        provision(json, type, actor, treatmentOnly);
        bundle.end();
        return new Push(recorder.code, person.key(), bundle.toBytes(), 1);
    }

    /** The patient confirmed it before the registrar, on the day of signing. */
    private void witnessed(FhirJson json, String patient) {
        json.array("verification").object().flag("verified", true).reference("verifiedWith", patient);
        json.text("verificationDate", Times.instant(today.minusDays(30).atTime(9, 15)));
        json.end().endArray();
    }

    private static void source(FhirJson json, String words) {
        byte[] paper = words.getBytes(StandardCharsets.UTF_8);
        json.object("sourceAttachment").text("contentType", "text/plain; charset=utf-8");
        json.text("data", Base64.getEncoder().encodeToString(paper))
                .text("title", "Giấy đồng ý")
                .end();
    }

    private static void provision(FhirJson json, String type, String actor, boolean treatmentOnly) {
        json.object("provision").text("type", type).array("actor").object();
        json.concept("role", RECIPIENT).reference("reference", actor).end().endArray();
        json.concepts("action", Coding.hl7("consentaction", "access", "Xem"));
        if (treatmentOnly) {
            json.array("purpose").coding(TREATMENT).endArray();
        }
        json.end();
    }
}
