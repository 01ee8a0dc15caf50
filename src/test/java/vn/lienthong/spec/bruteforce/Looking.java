package vn.lienthong.spec.bruteforce;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.RuntimeSearchParam;
import ca.uhn.fhir.fhirpath.IFhirPath;
import ca.uhn.fhir.fhirpath.IFhirPathEvaluationContext;
import ca.uhn.fhir.rest.api.RestSearchParameterTypeEnum;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.hl7.fhir.instance.model.api.IBase;
import org.hl7.fhir.instance.model.api.IIdType;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/**
 * The resources of a record, looked at one after the other by HAPI's FHIRPath: questions about values that are there, for
 * each search parameter of each type, with what a search has to find.
 *
 * @see <a href="https://hl7.org/fhir/R4/searchparameter-registry.html">search parameters of R4</a>
 */
public final class Looking {

    /** Elements of which questions are made, and questions of one parameter: all would take hours. */
    private static final int ELEMENTS = 3;

    private static final int QUESTIONS = 8;

    /** The standard leaves open what sounds alike. */
    private static final Set<String> LEFT_OUT = Set.of("phonetic", "_id", "_lastUpdated");

    private record Parameter(String code, RestSearchParameterTypeEnum type, String path) {}

    private static final List<Parameter> COMMON = List.of(
            new Parameter("_profile", RestSearchParameterTypeEnum.URI, "Resource.meta.profile"),
            new Parameter("_security", RestSearchParameterTypeEnum.TOKEN, "Resource.meta.security"),
            new Parameter("_source", RestSearchParameterTypeEnum.URI, "Resource.meta.source"),
            new Parameter("_tag", RestSearchParameterTypeEnum.TOKEN, "Resource.meta.tag"));

    private final FhirContext context = FhirContext.forR4Cached();
    private final IFhirPath engine = context.newFhirPath();
    private final Map<String, IFhirPath.IParsedExpression> parsed = new HashMap<>();
    private final Map<String, List<Resource>> byType = new TreeMap<>();
    private final String base;
    private final Random random;

    /**
     * @param resources as JSON
     * @param base the exchange's own address
     */
    public Looking(List<String> resources, String base, long seed) {
        this.base = base;
        random = new Random(seed);
        for (String json : resources) {
            var resource = (Resource) context.newJsonParser().parseResource(json);
            byType.computeIfAbsent(resource.fhirType(), type -> new ArrayList<>())
                    .add(resource);
        }
        engine.setEvaluationContext(new IFhirPathEvaluationContext() {
            @Override
            public @Nullable IBase resolveReference(IIdType reference, @Nullable IBase from) {
                return reference.hasResourceType()
                        ? context.getResourceDefinition(reference.getResourceType())
                                .newInstance()
                        : null;
            }
        });
    }

    public Set<String> types() {
        return byType.keySet();
    }

    /** The parameter that says whose resources of a type are: {@code patient} or {@code subject}. */
    public Optional<String> owner(String type) {
        var codes = parameters(type).stream().map(Parameter::code).collect(Collectors.toSet());
        return List.of("patient", "subject").stream().filter(codes::contains).findFirst();
    }

    /** Resources of a type whose parameter leads to a reference to one of these. */
    public Set<String> owned(String type, String owner, Set<String> patients) {
        var parameter = parameters(type).stream()
                .filter(one -> one.code().equals(owner))
                .findFirst()
                .orElseThrow();
        return keys(
                type,
                parameter,
                elements -> elements.stream()
                        .anyMatch(element -> element instanceof org.hl7.fhir.r4.model.Reference reference
                                && patients.contains("" + reference.getReference())));
    }

    public List<Question> questions(String type) {
        var questions = new ArrayList<Question>();
        for (Parameter parameter : parameters(type)) {
            if (parameter.type() == RestSearchParameterTypeEnum.COMPOSITE) {
                continue;
            }
            var of = new ArrayList<Question>();
            for (Probe probe : probes(type, parameter)) {
                of.add(new Question(
                        type, parameter.code() + probe.modifier(), probe.value(), keys(type, parameter, probe::finds)));
            }
            Collections.shuffle(of, random);
            questions.addAll(of.subList(0, Math.min(of.size(), QUESTIONS)));
            questions.add(
                    new Question(type, parameter.code() + ":missing", "true", keys(type, parameter, List::isEmpty)));
        }
        questions.addAll(composites(type));
        return questions;
    }

    private List<Question> composites(String type) {
        if (!type.equals("Observation")) {
            return List.of();
        }
        var questions = new ArrayList<Question>();
        ObservationComposites.of(byType.getOrDefault(type, List.of()), questions);
        Collections.shuffle(questions, random);
        return questions.subList(0, Math.min(questions.size(), 4 * QUESTIONS));
    }

    private List<Probe> probes(String type, Parameter parameter) {
        var elements = new ArrayList<Base>();
        for (Resource resource : byType.getOrDefault(type, List.of())) {
            elements.addAll(elements(resource, parameter));
        }
        Collections.shuffle(elements, random);
        return elements.stream()
                .limit(ELEMENTS)
                .flatMap(element -> Probes.of(parameter.type(), element, base).stream())
                .toList();
    }

    private Set<String> keys(String type, Parameter parameter, java.util.function.Predicate<List<Base>> test) {
        var keys = new TreeSet<String>();
        for (Resource resource : byType.getOrDefault(type, List.of())) {
            if (test.test(elements(resource, parameter))) {
                keys.add(key(resource));
            }
        }
        return keys;
    }

    static String key(Resource resource) {
        return resource.fhirType() + "/" + resource.getIdPart();
    }

    /** Each part of a union for itself: HAPI's engine cannot compare quantities, which a union would ask of it. */
    private List<Base> elements(Resource resource, Parameter parameter) {
        var elements = new ArrayList<Base>();
        for (String part : parameter.path().split("\\|", -1)) {
            elements.addAll(evaluate(resource, part.strip().replace("Resource.", resource.fhirType() + ".")));
        }
        return elements;
    }

    private List<Base> evaluate(Resource resource, String path) {
        try {
            var expression = parsed.get(path);
            if (expression == null) {
                expression = engine.parse(path);
                parsed.put(path, expression);
            }
            return engine.evaluate(resource, expression, Base.class);
        } catch (Exception e) {
            throw new IllegalStateException(path, e);
        }
    }

    private List<Parameter> parameters(String type) {
        var all = new TreeMap<String, Parameter>();
        for (RuntimeSearchParam one : context.getResourceDefinition(type).getSearchParams()) {
            all.put(one.getName(), new Parameter(one.getName(), one.getParamType(), one.getPath()));
        }
        COMMON.forEach(common -> all.put(common.code(), common));
        all.keySet().removeAll(LEFT_OUT);
        return List.copyOf(all.values());
    }
}
