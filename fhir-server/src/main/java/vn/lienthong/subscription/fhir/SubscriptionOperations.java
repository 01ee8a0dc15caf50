package vn.lienthong.subscription.fhir;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.UnsignedIntType;
import org.springframework.stereotype.Component;
import vn.lienthong.access.OperationProvider;
import vn.lienthong.access.fhir.OperationEdge;
import vn.lienthong.subscription.Asking;

/**
 * <a href="https://hl7.org/fhir/uv/subscriptions-backport/STU1.1/OperationDefinition-backport-subscription-status.html">
 * $status</a> and
 * <a href="https://hl7.org/fhir/uv/subscriptions-backport/STU1.1/OperationDefinition-backport-subscription-events.html">
 * $events</a> of a Subscription, and {@code $replay}, which the exchange adds.
 */
@Component
public final class SubscriptionOperations implements OperationProvider {

    private static final String BACKPORT =
            "http://hl7.org/fhir/uv/subscriptions-backport/OperationDefinition/backport-subscription-";

    private final OperationEdge edge;
    private final Asking asking;
    private final FhirContext context;

    SubscriptionOperations(OperationEdge edge, Asking asking, FhirContext context) {
        this.edge = edge;
        this.asking = asking;
        this.context = context;
    }

    @Operation(name = "$status", typeName = "Subscription", idempotent = true, canonicalUrl = BACKPORT + "status")
    public Bundle status(@IdParam IdType id, ServletRequestDetails details) {
        return bundle(asking.status(edge.request(details), id.getIdPart()));
    }

    @Operation(name = "$events", typeName = "Subscription", idempotent = true, canonicalUrl = BACKPORT + "events")
    public Bundle events(@IdParam IdType id, ServletRequestDetails details) {
        return bundle(asking.events(edge.request(details), id.getIdPart(), edge.given(details)));
    }

    @Operation(
            name = "$replay",
            typeName = "Subscription",
            canonicalUrl = "https://lienthong.vn/fhir/OperationDefinition/Subscription-replay")
    public Parameters replay(@IdParam IdType id, ServletRequestDetails details) {
        int again = asking.replay(edge.request(details), id.getIdPart(), edge.given(details));
        var answer = new Parameters();
        answer.addParameter("waiting", new UnsignedIntType(again));
        return answer;
    }

    private Bundle bundle(ObjectNode json) {
        return context.newJsonParser().parseResource(Bundle.class, json.toString());
    }
}
