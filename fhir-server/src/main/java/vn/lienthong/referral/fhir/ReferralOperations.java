package vn.lienthong.referral.fhir;

import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.UnsignedIntType;
import org.springframework.stereotype.Component;
import vn.lienthong.access.OperationProvider;
import vn.lienthong.access.OutcomeJson;
import vn.lienthong.access.fhir.OperationEdge;
import vn.lienthong.referral.AvailableActions;
import vn.lienthong.referral.Routing;

/** Operations on referral Tasks. */
@Component
public final class ReferralOperations implements OperationProvider {

    private final AvailableActions actions;
    private final Routing routing;
    private final OperationEdge edge;

    ReferralOperations(AvailableActions actions, Routing routing, OperationEdge edge) {
        this.routing = routing;
        this.actions = actions;
        this.edge = edge;
    }

    @Operation(
            name = "$available-actions",
            typeName = "Task",
            idempotent = true,
            canonicalUrl = "https://lienthong.vn/fhir/OperationDefinition/Task-available-actions")
    public Parameters available(@IdParam IdType id, ServletRequestDetails details) {
        var answer = new Parameters();
        for (var action : actions.of(edge.request(details), id.getIdPart())) {
            var parameter = answer.addParameter().setName("action");
            part(parameter, "code").setValue(new CodeType(action.action()));
            part(parameter, "display").setValue(inBothLanguages(action.vietnamese(), action.english()));
            part(parameter, "state").setValue(new CodeType(action.state()));
            part(parameter, "status").setValue(new CodeType(action.status()));
            part(parameter, "allowed").setValue(new BooleanType(action.mine()));
            action.actors().forEach(actor -> part(parameter, "actor").setValue(new CodeType(actor)));
            action.reasons().forEach(reason -> part(parameter, "reason").setValue(new CodeType(reason)));
            for (var input : action.inputs()) {
                var needed = part(parameter, "input");
                part(needed, "code").setValue(new CodeType(input.code()));
                part(needed, "element").setValue(new CodeType(input.element()));
                part(needed, "required").setValue(new BooleanType(input.required()));
            }
        }
        return answer;
    }

    @Operation(
            name = "$find-performers",
            typeName = "ServiceRequest",
            idempotent = true,
            canonicalUrl = "https://lienthong.vn/fhir/OperationDefinition/ServiceRequest-find-performers")
    public Parameters performers(@IdParam IdType id, ServletRequestDetails details) {
        var answer = new Parameters();
        for (var performer : routing.performers(edge.request(details), id.getIdPart())) {
            var facility = performer.facility();
            var parameter = answer.addParameter().setName("performer");
            part(parameter, "organization").setValue(new Reference("Organization/" + facility.organizationId()));
            part(parameter, "name").setValue(new StringType(facility.name()));
            part(parameter, "level").setValue(new CodeType(facility.level()));
            performer
                    .services()
                    .forEach(service ->
                            part(parameter, "service").setValue(new Reference("HealthcareService/" + service)));
            part(parameter, "open")
                    .setValue(new UnsignedIntType(performer.load().open()));
            part(parameter, "late")
                    .setValue(new UnsignedIntType(performer.load().late()));
            performer
                    .load()
                    .answered()
                    .ifPresent(minutes -> part(parameter, "answered").setValue(minutes(minutes)));
        }
        return answer;
    }

    private static ParametersParameterComponent part(ParametersParameterComponent parameter, String name) {
        return parameter.addPart().setName(name);
    }

    private static Quantity minutes(double minutes) {
        return new Quantity()
                .setValue(Math.round(minutes))
                .setUnit("min")
                .setSystem("http://unitsofmeasure.org")
                .setCode("min");
    }

    private static StringType inBothLanguages(String vietnamese, String english) {
        var text = new StringType(vietnamese);
        var translation = new Extension(OutcomeJson.TRANSLATION);
        translation.addExtension("lang", new CodeType("en"));
        translation.addExtension("content", new StringType(english));
        text.addExtension(translation);
        return text;
    }
}
