package vn.lienthong.scheduling.fhir;

import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.IdType;
import org.springframework.stereotype.Component;
import vn.lienthong.access.OperationProvider;
import vn.lienthong.access.fhir.OperationEdge;
import vn.lienthong.scheduling.AppointmentCalendar;
import vn.lienthong.scheduling.Holding;
import vn.lienthong.scheduling.Moving;
import vn.lienthong.scheduling.Waiting;

/** From the hold of slots to the visit, or to its end without one. */
@Component
public final class AppointmentOperations implements OperationProvider {

    private static final String DEFINITIONS = "https://lienthong.vn/fhir/OperationDefinition/Appointment-";

    private final OperationEdge edge;
    private final Holding holding;
    private final Moving moving;
    private final Waiting waiting;
    private final AppointmentCalendar calendar;

    AppointmentOperations(
            OperationEdge edge, Holding holding, Moving moving, Waiting waiting, AppointmentCalendar calendar) {
        this.edge = edge;
        this.holding = holding;
        this.moving = moving;
        this.waiting = waiting;
        this.calendar = calendar;
    }

    @Operation(name = "$hold", typeName = "Appointment", canonicalUrl = DEFINITIONS + "hold")
    public IBaseResource hold(ServletRequestDetails details) {
        return edge.resource(holding.hold(edge.request(details), edge.parameters(details)));
    }

    @Operation(name = "$join-waitlist", typeName = "Appointment", canonicalUrl = DEFINITIONS + "join-waitlist")
    public IBaseResource join(ServletRequestDetails details) {
        return edge.resource(waiting.join(edge.request(details), edge.parameters(details)));
    }

    @Operation(name = "$book", typeName = "Appointment", canonicalUrl = DEFINITIONS + "book")
    public IBaseResource book(@IdParam IdType id, ServletRequestDetails details) {
        return edge.resource(moving.book(edge.request(details), id.getIdPart(), edge.parameters(details)));
    }

    @Operation(name = "$cancel", typeName = "Appointment", canonicalUrl = DEFINITIONS + "cancel")
    public IBaseResource cancel(@IdParam IdType id, ServletRequestDetails details) {
        return edge.resource(moving.cancel(edge.request(details), id.getIdPart(), edge.parameters(details)));
    }

    @Operation(name = "$reschedule", typeName = "Appointment", canonicalUrl = DEFINITIONS + "reschedule")
    public IBaseResource reschedule(@IdParam IdType id, ServletRequestDetails details) {
        return edge.resource(moving.reschedule(edge.request(details), id.getIdPart(), edge.parameters(details)));
    }

    @Operation(name = "$no-show", typeName = "Appointment", canonicalUrl = DEFINITIONS + "no-show")
    public IBaseResource noShow(@IdParam IdType id, ServletRequestDetails details) {
        return edge.resource(moving.noShow(edge.request(details), id.getIdPart(), edge.parameters(details)));
    }

    @Operation(
            name = "$ical",
            typeName = "Appointment",
            idempotent = true,
            manualResponse = true,
            canonicalUrl = DEFINITIONS + "ical")
    public void ical(@IdParam IdType id, ServletRequestDetails details) throws IOException {
        var text = calendar.of(edge.request(details), id.getIdPart()).getBytes(StandardCharsets.UTF_8);
        var response = details.getServletResponse();
        response.setContentType("text/calendar");
        response.setCharacterEncoding("UTF-8");
        response.getOutputStream().write(text);
    }
}
