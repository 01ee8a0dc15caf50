package vn.lienthong.access.patch.fhir;

import ca.uhn.fhir.context.BaseRuntimeElementDefinition;
import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.parser.LenientErrorHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.hl7.fhir.r4.fhirpath.FHIRPathEngine;
import org.hl7.fhir.r4.hapi.ctx.HapiWorkerContext;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Resource;
import org.springframework.stereotype.Component;
import vn.lienthong.access.patch.ResourceElements;
import vn.lienthong.record.ResourceJson;

/**
 * Follows paths with HAPI's engine over a parsed copy of the resource, and finds where in JSON the elements stand: so the
 * resource itself is never written by HAPI, and what is not patched stays as it was sent.
 */
@Component
class HapiResourceElements implements ResourceElements {

    private final FhirContext context;
    private final FHIRPathEngine engine;

    HapiResourceElements(FhirContext context) {
        this.context = context;
        this.engine = new FHIRPathEngine(new HapiWorkerContext(context, new TypeNames(context)));
    }

    @Override
    public List<Found> find(byte[] json, String path) throws PathException {
        var expression = PatchPath.parse(engine, path);
        try {
            var resource = (Resource) context.newJsonParser()
                    .setParserErrorHandler(new LenientErrorHandler(false).disableAllErrors())
                    .parseResource(new ByteArrayInputStream(json));
            var known = new IdentityHashMap<Base, Found>();
            known.put(resource, new Found(new Place(List.of(), "", -1), kind(resource)));
            register(resource, ResourceJson.MAPPER.readTree(json), List.of(), known);
            var found = new ArrayList<Found>();
            for (var element : engine.evaluate(resource, expression)) {
                var place = known.get(element);
                if (place == null) {
                    throw new PathException("It must lead to elements of the resource, not to values made of them.");
                }
                found.add(place);
            }
            return found;
        } catch (IOException | DataFormatException e) {
            throw new PathException("What the operations before made is no FHIR R4, so that no path leads through it.");
        } catch (RuntimeException e) {
            // The engine has many ways to fail at a path that makes no sense.
            throw new PathException("It cannot be followed in this resource: correct it.");
        }
    }

    private void register(Base element, JsonNode json, List<String> steps, Map<Base, Found> known) {
        var own = kind(element);
        for (var property : element.children()) {
            var values = property.getValues();
            if (values.isEmpty()) {
                continue;
            }
            var kind = own.child(property.getName().replace("[x]", ""));
            var member = kind.flatMap(child -> member(json, child));
            if (member.isPresent()) {
                boolean list = json.path(member.get()) instanceof ArrayNode
                        || json.path("_" + member.get()) instanceof ArrayNode;
                for (int i = 0; i < values.size(); i++) {
                    var place = new Place(steps, member.get(), list ? i : -1);
                    register(values.get(i), kind.get(), place, json, known);
                }
            }
        }
    }

    private void register(Base value, Kind kind, Place place, JsonNode holder, Map<Base, Found> known) {
        known.put(value, new Found(place, ((HapiKind) kind).of(definition(value))));
        var name = value.isPrimitive() ? "_" + place.member() : place.member();
        var steps = new ArrayList<>(place.holder());
        steps.add(name);
        var json = holder.path(name);
        if (place.index() >= 0) {
            steps.add(Integer.toString(place.index()));
            json = json.path(place.index());
        }
        if (json.isObject()) {
            register(value, json, steps, known);
        }
    }

    private static Optional<String> member(JsonNode json, Kind kind) {
        return json.properties().stream()
                .map(member -> member.getKey().startsWith("_") ? member.getKey().substring(1) : member.getKey())
                .filter(kind::isCalled)
                .findFirst();
    }

    /** What an element is, whatever it is called where it stands. */
    private HapiKind kind(Base element) {
        return HapiKind.resource(element.fhirType(), definition(element), definition(new Extension()));
    }

    private BaseRuntimeElementDefinition<?> definition(Base element) {
        return element instanceof Resource resource
                ? context.getResourceDefinition(resource)
                : Objects.requireNonNull(context.getElementDefinition(element.getClass()));
    }
}
