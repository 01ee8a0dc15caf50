package vn.lienthong.access;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import vn.lienthong.access.Delegates.InForce;
import vn.lienthong.access.Explanation.Access;
import vn.lienthong.access.Explanation.Answer;
import vn.lienthong.access.Explanation.Particular;
import vn.lienthong.consent.EmergencyAccess;
import vn.lienthong.consent.LegalBasis;
import vn.lienthong.consent.Provision;
import vn.lienthong.consent.ProvisionRef;
import vn.lienthong.record.ResourceJson;

/** An explanation as <a href="https://hl7.org/fhir/R4/parameters.html">Parameters</a>. */
final class ExplanationJson {

    private static final String TRANSLATION = "http://hl7.org/fhir/StructureDefinition/translation";

    private ExplanationJson() {}

    static String of(String audience, Explanation explanation) {
        var parameters = parameters(audience);
        var all = parameters.withArray("parameter");
        value(all, "at", "valueInstant", explanation.at().toString());
        var byDefault = part(all, "default");
        value(byDefault, "policy", "valueCode", code(explanation.defaultPolicy()));
        text(byDefault, "text", Plain.byDefault(explanation.defaultPolicy()));
        for (var unreadable : explanation.unreadable()) {
            var part = part(all, "unreadable");
            reference(part, "consent", "Consent/" + unreadable.consent());
            value(part, "problem", "valueString", unreadable.problem().isBlank() ? "?" : unreadable.problem());
            text(part, "text", Plain.unreadable());
        }
        explanation.emergencies().forEach(emergency -> emergency(all, emergency));
        explanation.delegations().forEach(delegation -> delegation(all, delegation));
        explanation.answers().forEach(answer -> answer(all, answer));
        return parameters.toString();
    }

    private static void emergency(ArrayNode all, EmergencyAccess emergency) {
        var part = part(all, "emergency");
        reference(part, "source", emergency.id());
        reference(part, "practitioner", emergency.practitioner());
        value(part, "until", "valueInstant", emergency.until().toString());
        text(part, "text", Plain.emergency());
    }

    private static void delegation(ArrayNode all, InForce delegation) {
        var part = part(all, "delegation");
        var bounded = delegation.bounded();
        reference(part, "source", bounded.id());
        value(part, "kind", "valueCode", code(delegation.recorded().kind()));
        bounded.types().stream().sorted().forEach(type -> value(part, "type", "valueCode", type));
        bounded.actions().stream().sorted().forEach(action -> value(part, "action", "valueCode", code(action)));
        bounded.withheldLabels().stream().sorted().forEach(label -> value(part, "withheld", "valueCode", label));
        if (bounded.valid().end() != null) {
            value(part, "until", "valueInstant", bounded.valid().end().toString());
        }
        text(part, "text", Plain.delegation(delegation.recorded().kind()));
    }

    /** What holds for every caller and every patient; nothing of a request may go in. */
    static String inPrinciple() {
        var parameters = parameters("caller");
        var all = parameters.withArray("parameter");
        for (var principle : Principle.values()) {
            var part = part(all, principle.name);
            value(part, "code", "valueCode", code(principle));
            text(part, "text", principle.words);
        }
        return parameters.toString();
    }

    private static ObjectNode parameters(String audience) {
        var parameters = ResourceJson.MAPPER.createObjectNode();
        parameters.put("resourceType", "Parameters");
        value(parameters.putArray("parameter"), "audience", "valueCode", audience);
        return parameters;
    }

    private static void answer(ArrayNode all, Answer answer) {
        var part = part(all, "recipient");
        var recipient = answer.recipient();
        value(part, "kind", "valueCode", recipient.kind().code());
        if (!recipient.reference().isEmpty()) {
            reference(part, "reference", recipient.reference());
        }
        text(part, "name", recipient.name());
        recipient.asker().roles().stream().sorted().forEach(role -> value(part, "role", "valueCode", role));
        value(part, "purpose", "valueString", recipient.asker().purpose());
        answer.access().forEach(access -> access(part, access));
        answer.exceptions().forEach(particular -> particular(part, particular));
    }

    private static void access(ArrayNode recipient, Access access) {
        var part = part(recipient, "access");
        value(part, "data", "valueCode", access.own() ? "own" : "others");
        access.data().labels().forEach(label -> value(part, "label", "valueCode", label));
        access.types().forEach(type -> value(part, "type", "valueCode", type));
        var decision = access.decision();
        value(part, "decision", "valueCode", decision.permits() ? "permit" : "deny");
        value(part, "basis", "valueCode", code(decision.basis()));
        decision.reasons().stream().sorted().forEach(reason -> value(part, "reason", "valueCode", code(reason)));
        decision.provisions().forEach(provision -> determinedBy(part, provision, decision.basis()));
        if (access.until() != null) {
            value(part, "until", "valueInstant", access.until().toString());
        }
        access.count().ifPresent(count -> number(part, "count", count));
        access.otherwise().ifPresent(count -> number(part, "otherwise", count));
        text(part, "text", Plain.data(access.data(), access.own()).then(Plain.decision(decision)));
    }

    private static void determinedBy(ArrayNode access, ProvisionRef provision, LegalBasis basis) {
        var part = part(access, "determinedBy");
        reference(part, "source", source(provision, basis));
        if (!provision.path().isEmpty()) {
            value(part, "path", "valueString", provision.path());
        }
    }

    private static String source(ProvisionRef provision, LegalBasis basis) {
        if (provision.source().contains("/")) {
            return provision.source();
        }
        return (basis == LegalBasis.DELEGATION ? "RelatedPerson/" : "Consent/") + provision.source();
    }

    private static void particular(ArrayNode recipient, Particular particular) {
        var part = part(recipient, "exception");
        determinedBy(part, particular.reference(), LegalBasis.PATIENT_CONSENT);
        particular.provision().ifPresent(provision -> {
            boolean permits = provision.type() == Provision.Type.PERMIT;
            value(part, "decision", "valueCode", permits ? "permit" : "deny");
            text(part, "text", Plain.particular(provision));
        });
    }

    private static ArrayNode part(ArrayNode all, String name) {
        return all.addObject().put("name", name).putArray("part");
    }

    private static void value(ArrayNode all, String name, String element, String value) {
        all.addObject().put("name", name).put(element, value);
    }

    private static void number(ArrayNode all, String name, int value) {
        all.addObject().put("name", name).put("valueInteger", value);
    }

    private static void reference(ArrayNode all, String name, String reference) {
        all.addObject().put("name", name).putObject("valueReference").put("reference", reference);
    }

    /** Vietnamese, with its English <a href="https://hl7.org/fhir/R4/extension-translation.html">translation</a>. */
    static void text(ArrayNode all, String name, Bilingual words) {
        var part = all.addObject().put("name", name).put("valueString", words.vietnamese());
        var translation = part.putObject("_valueString").putArray("extension").addObject();
        translation.put("url", TRANSLATION);
        var parts = translation.putArray("extension");
        parts.addObject().put("url", "lang").put("valueCode", "en");
        parts.addObject().put("url", "content").put("valueString", words.english());
    }

    private static String code(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
