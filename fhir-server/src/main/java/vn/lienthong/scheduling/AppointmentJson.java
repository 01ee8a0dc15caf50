package vn.lienthong.scheduling;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import vn.lienthong.access.Kept;
import vn.lienthong.access.KeptAppointment;
import vn.lienthong.scheduling.AppointmentWorkflow.Status;
import vn.lienthong.scheduling.Picking.Pick;
import vn.lienthong.shared.ResourceKey;

/** An <a href="https://hl7.org/fhir/R4/appointment.html">Appointment</a> that the exchange keeps, read and written. */
record AppointmentJson(ObjectNode json) {

    /** Until when the slots are held; only while the status is {@code pending}. */
    static final String HOLD_UNTIL = "https://lienthong.vn/fhir/StructureDefinition/hold-until";

    /** A Schedule of which a slot is wanted; only while the status is {@code waitlist}. */
    static final String WAITS_FOR = "https://lienthong.vn/fhir/StructureDefinition/waits-for";

    /** As R5 has it, see <a href="https://hl7.org/fhir/R5/metadatatypes.html#VirtualServiceDetail">VirtualServiceDetail</a>. */
    static final String VIRTUAL_SERVICE =
            "http://hl7.org/fhir/5.0/StructureDefinition/extension-Appointment.virtualService";

    private static final String ADDRESS = "addressUrl";

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    static AppointmentJson first(String id, ResourceKey patient, Optional<ResourceKey> basedOn, Instant now) {
        var json = NODES.objectNode().put("resourceType", "Appointment").put("id", id);
        json.put("created", now.truncatedTo(ChronoUnit.SECONDS).toString());
        basedOn.ifPresent(request -> json.putArray("basedOn").add(reference(request)));
        json.putArray("participant").add(participant(reference(patient)));
        return new AppointmentJson(json);
    }

    static AppointmentJson of(Kept kept) {
        return new AppointmentJson(kept.json().deepCopy());
    }

    private static ObjectNode reference(ResourceKey key) {
        return NODES.objectNode().put("reference", key.toString());
    }

    private static ObjectNode participant(JsonNode actor) {
        var participant = NODES.objectNode();
        participant.set("actor", actor);
        return participant.put("required", "required").put("status", "accepted");
    }

    AppointmentJson status(Status status) {
        json.put("status", status.code());
        return this;
    }

    Optional<Status> status() {
        return Status.ofCode(json.path("status").asText());
    }

    AppointmentJson heldUntil(Optional<Instant> until) {
        return extended(
                HOLD_UNTIL,
                until.map(time -> NODES.objectNode()
                        .put("url", HOLD_UNTIL)
                        .put("valueInstant", time.truncatedTo(ChronoUnit.MILLIS).toString())));
    }

    /** Waits for a slot of one of these; for nothing when there are none. */
    AppointmentJson waitingFor(List<Kept> schedules) {
        var extensions = new ArrayList<ObjectNode>();
        var facilities = new LinkedHashSet<String>();
        for (var schedule : schedules) {
            var extension = NODES.objectNode().put("url", WAITS_FOR);
            extension.set("valueReference", reference(schedule.key()));
            extensions.add(extension);
            facilities.add(schedule.custodian());
        }
        tag(KeptAppointment.PERFORMING, facilities);
        return extended(WAITS_FOR, extensions);
    }

    /** Where people meet by video; nowhere, when it is over. */
    AppointmentJson meetingAt(Optional<String> room) {
        return extended(VIRTUAL_SERVICE, room.map(address -> {
            var service = NODES.objectNode().put("url", VIRTUAL_SERVICE);
            var parts = service.putArray("extension");
            parts.addObject()
                    .put("url", "channelType")
                    .putObject("valueCoding")
                    .put("system", "http://hl7.org/fhir/virtual-service-type")
                    .put("code", "web");
            parts.addObject().put("url", ADDRESS).put("valueUrl", address);
            return service;
        }));
    }

    Optional<String> room() {
        for (var extension : json.path("extension")) {
            if (extension.path("url").asText().equals(VIRTUAL_SERVICE)) {
                for (var part : extension.path("extension")) {
                    if (part.path("url").asText().equals(ADDRESS)) {
                        return Optional.of(part.path("valueUrl").asText());
                    }
                }
            }
        }
        return Optional.empty();
    }

    private AppointmentJson extended(String url, Optional<ObjectNode> extension) {
        return extended(url, extension.stream().toList());
    }

    private AppointmentJson extended(String url, List<ObjectNode> extensions) {
        var others = NODES.arrayNode();
        for (var one : json.path("extension")) {
            if (!one.path("url").asText().equals(url)) {
                others.add(one);
            }
        }
        extensions.forEach(others::add);
        if (others.isEmpty()) {
            json.remove("extension");
        } else {
            json.set("extension", others);
        }
        return this;
    }

    /** Takes these slots and no others: their time, what they are for, and who and what takes part. */
    AppointmentJson taking(Pick pick) {
        var patient = json.path("participant").path(0);
        json.put("start", pick.start().toString()).put("end", pick.end().toString());
        var slots = json.putArray("slot");
        var participants = json.putArray("participant").add(patient);
        var first = pick.slots().getFirst().slot().json();
        for (var element : List.of("serviceCategory", "serviceType", "specialty")) {
            json.remove(element);
            if (first.has(element)) {
                json.set(element, first.path(element).deepCopy());
            }
        }
        for (var picked : pick.slots()) {
            slots.add(reference(picked.place().slot()));
            for (var actor : picked.schedule().json().path("actor")) {
                participants.add(participant(actor.deepCopy()));
            }
        }
        tag(KeptAppointment.PERFORMING, performing(pick));
        return this;
    }

    private static Set<String> performing(Pick pick) {
        var facilities = new LinkedHashSet<String>();
        pick.slots().forEach(picked -> facilities.add(picked.facility()));
        return facilities;
    }

    AppointmentJson bookedBy(Optional<String> facility) {
        tag(KeptAppointment.BOOKING, facility.map(Set::of).orElse(Set.of()));
        return this;
    }

    private void tag(String system, Set<String> codes) {
        var meta = json.withObjectProperty("meta");
        var tags = NODES.arrayNode();
        for (var tag : meta.path("tag")) {
            if (!tag.path("system").asText().equals(system)) {
                tags.add(tag);
            }
        }
        codes.forEach(code -> tags.addObject().put("system", system).put("code", code));
        if (tags.isEmpty()) {
            meta.remove("tag");
        } else {
            meta.set("tag", tags);
        }
    }

    /** Codes of the facilities that take part in this way. */
    Set<String> facilities(String system) {
        var codes = new LinkedHashSet<String>();
        for (var tag : json.at("/meta/tag")) {
            if (tag.path("system").asText().equals(system)) {
                codes.add(tag.path("code").asText());
            }
        }
        return codes;
    }

    /** The registration for which it was made, as a reference. */
    String patient() {
        return json.at("/participant/0/actor/reference").asText();
    }

    List<ResourceKey> slots() {
        var slots = new ArrayList<ResourceKey>();
        for (var slot : json.path("slot")) {
            ResourceKey.ofReference(slot.path("reference").asText()).ifPresent(slots::add);
        }
        return slots;
    }

    Instant start() {
        return Place.time(json.path("start").asText());
    }

    AppointmentJson cancelledFor(String system, String code) {
        var reason = NODES.objectNode();
        ArrayNode coding = reason.putArray("coding");
        coding.addObject().put("system", system).put("code", code);
        json.set("cancelationReason", reason);
        return this;
    }
}
