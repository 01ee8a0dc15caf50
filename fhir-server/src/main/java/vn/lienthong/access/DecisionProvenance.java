package vn.lienthong.access;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.lienthong.directory.Facilities;
import vn.lienthong.directory.Facility;
import vn.lienthong.record.Change;
import vn.lienthong.record.Packing;
import vn.lienthong.record.RecordRow;
import vn.lienthong.record.ResourceJson;
import vn.lienthong.record.ResourceReader;
import vn.lienthong.security.Caller;
import vn.lienthong.security.PurposeOfUse;
import vn.lienthong.shared.ResourceKey;
import vn.lienthong.shared.UuidV7;

/**
 * Writes beside each version of a decision who recorded it, for whom and why, as a
 * <a href="https://hl7.org/fhir/R4/provenance.html">Provenance</a> in the same record: the patient reads it there.
 */
@Component
class DecisionProvenance {

    private static final String OPERATION = "http://terminology.hl7.org/CodeSystem/v3-DataOperation";
    private static final String CHANGE = "https://lienthong.vn/fhir/CodeSystem/decision-change";
    private static final String CONFIDENTIALITY = "http://terminology.hl7.org/CodeSystem/v3-Confidentiality";
    private static final String SENSITIVITY = "http://terminology.hl7.org/CodeSystem/v3-ActCode";
    private static final Set<String> CONFIDENTIALITIES = Set.of("U", "L", "M", "N", "R", "V");
    private static final String AGENT = "http://terminology.hl7.org/CodeSystem/provenance-participant-type";
    private static final String FACILITY = "http://fhir.hl7.org.vn/core/sid/ma-cskcb";

    private final ResourceReader reader;
    private final Packing packing;
    private final Facilities facilities;
    private final UuidV7 ids;

    DecisionProvenance(ResourceReader reader, Packing packing, Facilities facilities, UuidV7 ids) {
        this.reader = reader;
        this.packing = packing;
        this.facilities = facilities;
        this.ids = ids;
    }

    /**
     * @param activity what became of the decision: {@code create}, {@code replace} or {@code withdraw}
     * @param reason in the recorder's words
     */
    Change of(AccessRequest request, DecisionChange decided, String activity, @Nullable String reason, Instant now) {
        var row = decided.change().row();
        var key = new ResourceKey("Provenance", ids.next());
        var sent = ResourceJson.MAPPER.createObjectNode();
        sent.put("resourceType", "Provenance").put("id", key.id());
        labels(sent, row.labels());
        sent.putArray("target").addObject().put("reference", "%s/_history/%d".formatted(row.key(), row.version()));
        sent.put("recorded", now.toString());
        var why = sent.putArray("reason").addObject();
        coding(
                why.putArray("coding"),
                PurposeOfUse.SYSTEM,
                request.caller().purposeOfUse().name());
        if (reason != null) {
            why.put("text", reason);
        }
        var activities = sent.putObject("activity").putArray("coding");
        coding(activities, OPERATION, row.version() == 1 ? "CREATE" : "UPDATE");
        coding(activities, CHANGE, activity);
        agents(sent.putArray("agent"), request.caller(), decided);
        if (row.version() > 1) {
            sent.putArray("entity")
                    .addObject()
                    .put("role", "revision")
                    .putObject("what")
                    .put("reference", "%s/_history/%d".formatted(row.key(), row.version() - 1));
        }
        return stored(row, key, sent, now);
    }

    /** What tells of a decision is as sensitive as the decision. */
    private static void labels(ObjectNode sent, Set<String> labels) {
        if (!labels.isEmpty()) {
            var security = sent.putObject("meta").putArray("security");
            for (var label : new TreeSet<>(labels)) {
                coding(security, CONFIDENTIALITIES.contains(label) ? CONFIDENTIALITY : SENSITIVITY, label);
            }
        }
    }

    private void agents(ArrayNode agents, Caller caller, DecisionChange decided) {
        var patient = decided.patient();
        switch (decided.recorder().orElseThrow()) {
            case Recorder.Oneself _ -> agent(agents, "author").putObject("who").put("reference", patient);
            case Recorder.Delegate(var delegations) -> {
                var agent = agent(agents, "author");
                agent.putObject("who").put("reference", delegations.getFirst().id());
                agent.putObject("onBehalfOf").put("reference", patient);
            }
            case Recorder.Registrar(var practitioner) -> {
                agent(agents, "author").putObject("who").put("reference", patient);
                var agent = agent(agents, "enterer");
                if (practitioner.isPresent()) {
                    agent.putObject("who").put("reference", "Practitioner/" + practitioner.get());
                    facility(agent.putObject("onBehalfOf"), caller);
                } else {
                    facility(agent.putObject("who"), caller);
                }
            }
            case Recorder.FacilitySystem _ -> facility(agent(agents, "enterer").putObject("who"), caller);
        }
    }

    private static ObjectNode agent(ArrayNode agents, String type) {
        var agent = agents.addObject();
        coding(agent.putObject("type").putArray("coding"), AGENT, type);
        return agent;
    }

    private void facility(ObjectNode reference, Caller caller) {
        var code = caller.facility().orElseThrow().value();
        facilities
                .find(code)
                .map(Facility::organizationId)
                .ifPresentOrElse(
                        organization -> reference.put("reference", "Organization/" + organization),
                        () -> reference
                                .putObject("identifier")
                                .put("system", FACILITY)
                                .put("value", code));
    }

    private static void coding(ArrayNode codings, String system, String code) {
        codings.addObject().put("system", system).put("code", code);
    }

    private Change stored(RecordRow decided, ResourceKey key, ObjectNode sent, Instant now) {
        var bytes = sent.toString().getBytes(StandardCharsets.UTF_8);
        var prepared = reader.read(key.type(), bytes, "");
        var body = parsed(bytes).canonical(key.type(), key.id(), 1, now, Custodians.source(decided.custodian()));
        var row = new RecordRow(
                decided.home(),
                key,
                1,
                decided.custodian(),
                now,
                prepared.clinicalStart(),
                prepared.clinicalEnd(),
                prepared.labels(),
                false,
                packing.pack(Packing.Purpose.SEARCH, prepared.search()),
                packing.pack(Packing.Purpose.BODY, body));
        return new Change(row, prepared.tokens(), true, Optional.empty());
    }

    private static ResourceJson parsed(byte[] json) {
        try {
            return ResourceJson.parse(json, reference -> reference);
        } catch (IOException e) {
            throw new UncheckedIOException("The exchange wrote this JSON itself", e);
        }
    }
}
