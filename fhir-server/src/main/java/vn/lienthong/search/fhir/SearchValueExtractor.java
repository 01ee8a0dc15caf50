package vn.lienthong.search.fhir;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.fhirpath.IFhirPath;
import java.io.ByteArrayInputStream;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Resource;
import vn.lienthong.search.AddedParameters;
import vn.lienthong.search.SearchKind;
import vn.lienthong.search.SearchParameter;
import vn.lienthong.search.SearchParameters;
import vn.lienthong.search.SearchValue;
import vn.lienthong.search.SearchValues;

/**
 * Takes the values of all search parameters from a resource, once, when it is written. Thread-safe.
 *
 * <p>Expressions are understood once. All of R4's are walked over HAPI's model; one that cannot be walked goes through
 * HAPI's FHIRPath engine.
 */
public final class SearchValueExtractor {

    private final SearchParameters parameters;
    private final ElementValues elementValues;
    private final AddedValues added;
    private final PlainNarrative narratives = new PlainNarrative();
    private final FhirContext context;
    private final Map<String, List<Source>> sources = new ConcurrentHashMap<>();

    /**
     * @param zone of times without an offset
     * @param ownBases the addresses of this server, without a slash at the end: references below them are its own
     */
    public SearchValueExtractor(
            FhirContext context,
            SearchParameters parameters,
            ZoneId zone,
            Set<String> ownBases,
            AddedParameters addedParameters) {
        this.parameters = parameters;
        elementValues = new ElementValues(zone, ownBases);
        added = new AddedValues(addedParameters, elementValues);
        this.context = context;
    }

    /** The stored form of {@link #extract}. */
    public byte[] encode(IBaseResource resource) {
        return extract(resource).encode();
    }

    public SearchValues extract(IBaseResource resource) {
        var r4 = (Resource) resource;
        var references = new ReferenceTypes(r4);
        var values = new HashMap<Integer, List<SearchValue>>();
        for (Source source : sources.computeIfAbsent(r4.fhirType(), this::sourcesOf)) {
            var found = new ArrayList<SearchValue>();
            source.read(r4, references, elementValues, found::add);
            if (!found.isEmpty()) {
                values.put(source.parameter().ordinal(), found);
            }
        }
        added.read(r4, references, values);
        return new SearchValues(values);
    }

    /**
     * Stored values of a stored body, with those of the operator's parameters taken anew.
     *
     * @param body canonical JSON
     */
    public byte[] withAdded(String type, byte[] stored, byte[] body) {
        var values = added.read(type, body, json -> parse(type, json));
        return SearchValues.withAdded(stored, values);
    }

    /**
     * A resource as far as values are taken from it: a plain narrative is checked and left out.
     *
     * @throws ca.uhn.fhir.parser.DataFormatException if it is not FHIR R4
     */
    public Resource parse(String type, byte[] json) {
        var implementing = context.getResourceDefinition(type).getImplementingClass();
        boolean whole = !DomainResource.class.isAssignableFrom(implementing) || added.readNarratives(type);
        var told = whole ? json : narratives.takenFrom(json);
        return (Resource) context.newJsonParser().parseResource(implementing, new ByteArrayInputStream(told));
    }

    /** The codes of a type's parameters that need the engine; none, or the first write is slow. */
    List<String> servedByEngine(String type) {
        return sources.computeIfAbsent(type, this::sourcesOf).stream()
                .filter(source -> source instanceof Evaluated)
                .map(source -> source.parameter().code())
                .toList();
    }

    private List<Source> sourcesOf(String type) {
        return parameters.ofType(type).stream()
                .filter(parameter -> !isColumn(parameter.code()))
                .map(this::sourceOf)
                .toList();
    }

    /** What the row itself carries is not stored again. */
    private static boolean isColumn(String code) {
        return code.equals("_id") || code.equals("_lastUpdated");
    }

    private Source sourceOf(SearchParameter parameter) {
        var path = ElementPath.parse(parameter.type(), parameter.expression());
        if (parameter.kind() == SearchKind.COMPOSITE) {
            return CompositeSource.of(
                    parameter,
                    path.orElseThrow(() -> new IllegalStateException("cannot read " + parameter.expression())));
        }
        if (path.isPresent()) {
            return new Walked(parameter, path.get());
        }
        var present = NotFalse.of(parameter);
        return present.isPresent() ? present.get() : evaluated(parameter);
    }

    /** Only here is the engine made: it reads all of HAPI's definitions, for seconds. */
    private Source evaluated(SearchParameter parameter) {
        IFhirPath engine = context.newFhirPath();
        return new Evaluated(parameter, engine, parse(engine, parameter.expression()));
    }

    private static IFhirPath.IParsedExpression parse(IFhirPath engine, String expression) {
        try {
            return engine.parse(expression);
        } catch (Exception e) {
            throw new IllegalStateException("HAPI cannot read its own expression " + expression, e);
        }
    }

    /** Where the values of one parameter come from. */
    sealed interface Source permits Walked, NotFalse, Evaluated, CompositeSource {

        SearchParameter parameter();

        void read(Resource resource, ReferenceTypes references, ElementValues reader, Consumer<SearchValue> values);
    }

    private record Walked(SearchParameter parameter, ElementPath path) implements Source {

        @Override
        public void read(
                Resource resource, ReferenceTypes references, ElementValues reader, Consumer<SearchValue> values) {
            path.walk(resource, references, element -> reader.read(parameter.kind(), element, values));
        }
    }

    /** Whether an element is there and is not false: how R4 asks if a patient has died. */
    private record NotFalse(SearchParameter parameter, ElementPath path) implements Source {

        private static final Pattern FORM = Pattern.compile("(\\S+)\\.exists\\(\\) and \\1 != false");

        static Optional<Source> of(SearchParameter parameter) {
            Matcher form = FORM.matcher(parameter.expression());
            return form.matches()
                    ? ElementPath.parse(parameter.type(), form.group(1)).map(path -> new NotFalse(parameter, path))
                    : Optional.empty();
        }

        @Override
        public void read(
                Resource resource, ReferenceTypes references, ElementValues reader, Consumer<SearchValue> values) {
            var found = new ArrayList<Base>();
            path.walk(resource, references, element -> {
                if (!"false".equals(element.primitiveValue())) {
                    found.add(element);
                }
            });
            reader.read(parameter.kind(), new BooleanType(!found.isEmpty()), values);
        }
    }

    private record Evaluated(SearchParameter parameter, IFhirPath engine, IFhirPath.IParsedExpression expression)
            implements Source {

        @Override
        public void read(
                Resource resource, ReferenceTypes references, ElementValues reader, Consumer<SearchValue> values) {
            engine.evaluate(resource, expression, Base.class)
                    .forEach(element -> reader.read(parameter.kind(), element, values));
        }
    }
}
