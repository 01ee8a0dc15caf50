package vn.lienthong.access;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import vn.lienthong.record.ResourceJson;

/** The data types of FHIR that resources of the exchange's own are put together from. */
final class ResourceNodes {

    static final String CONFIDENTIALITY = "http://terminology.hl7.org/CodeSystem/v3-Confidentiality";

    private ResourceNodes() {}

    static ObjectNode object() {
        return ResourceJson.MAPPER.createObjectNode();
    }

    static ObjectNode resource(String type, String id) {
        return object().put("resourceType", type).put("id", id);
    }

    /**
     * Marks what speaks of an access: no grant that does not name it opens it, so it stays between the patient and those
     * whom it concerns.
     */
    static ObjectNode restricted(ObjectNode resource) {
        resource.putObject("meta")
                .putArray("security")
                .addObject()
                .put("system", CONFIDENTIALITY)
                .put("code", "R");
        return resource;
    }

    static ObjectNode reference(String reference) {
        return object().put("reference", reference);
    }

    /** A CodeableConcept. */
    static ObjectNode concept(String system, String code, String display) {
        var concept = object();
        concept.putArray("coding")
                .addObject()
                .put("system", system)
                .put("code", code)
                .put("display", display);
        return concept;
    }

    /** A CodeableConcept whose code says all. */
    static ObjectNode concept(String system, String code) {
        var concept = object();
        concept.putArray("coding").addObject().put("system", system).put("code", code);
        return concept;
    }

    /** Adds an input or an output of a Task, and returns it without its value. */
    static ObjectNode part(ArrayNode parts, String code) {
        var part = parts.addObject();
        part.set("type", concept(KeptTask.PARTS, code));
        return part;
    }
}
