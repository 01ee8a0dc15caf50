package vn.lienthong.search.fhir;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.RuntimeSearchParam;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import vn.lienthong.search.SearchKind;
import vn.lienthong.search.SearchParameter;
import vn.lienthong.search.SearchParameters;

/**
 * The <a href="https://hl7.org/fhir/R4/searchparameter-registry.html">search parameters of R4</a> from HAPI's model, and
 * those that every type has.
 */
public final class HapiSearchParameters {

    /** Present on every type, whether HAPI lists them or not. */
    private static final Map<String, Common> COMMON = Map.of(
            "_id", new Common(SearchKind.TOKEN, "Resource.id"),
            "_lastUpdated", new Common(SearchKind.DATE, "Resource.meta.lastUpdated"),
            "_profile", new Common(SearchKind.URI, "Resource.meta.profile"),
            "_security", new Common(SearchKind.TOKEN, "Resource.meta.security"),
            "_source", new Common(SearchKind.URI, "Resource.meta.source"),
            "_tag", new Common(SearchKind.TOKEN, "Resource.meta.tag"));

    /** Not of R4: a Binary may be seen only with its security context, which has to be known without opening its body. */
    private static final Map<String, Map<String, Common>> OWN =
            Map.of("Binary", Map.of("security-context", new Common(SearchKind.REFERENCE, "Binary.securityContext")));

    private record Common(SearchKind kind, String expression) {}

    private HapiSearchParameters() {}

    public static SearchParameters load(FhirContext context) {
        return new SearchParameters(context.getResourceTypes(), type -> ofType(context, type));
    }

    private static List<SearchParameter> ofType(FhirContext context, String type) {
        var byCode = new TreeMap<String, Draft>();
        for (RuntimeSearchParam parameter : context.getResourceDefinition(type).getSearchParams()) {
            if (!COMMON.containsKey(parameter.getName())) {
                byCode.put(parameter.getName(), Draft.of(parameter));
            }
        }
        COMMON.forEach((code, common) -> byCode.put(code, new Draft(common.kind(), common.expression(), Set.of())));
        OWN.getOrDefault(type, Map.of())
                .forEach((code, own) -> byCode.put(code, new Draft(own.kind(), own.expression(), Set.of())));
        var parameters = new ArrayList<SearchParameter>();
        byCode.forEach((code, draft) -> parameters.add(new SearchParameter(
                type,
                code,
                draft.kind(),
                parameters.size(),
                draft.expression(),
                draft.targets(),
                componentsOf(context, type, code))));
        return parameters;
    }

    private record Draft(SearchKind kind, String expression, Set<String> targets) {

        static Draft of(RuntimeSearchParam parameter) {
            SearchKind kind = SearchKind.valueOf(parameter.getParamType().name());
            Set<String> targets = parameter.getTargets();
            return new Draft(kind, parameter.getPath(), targets == null ? Set.of() : targets);
        }
    }

    private static List<SearchParameter.Component> componentsOf(FhirContext context, String type, String code) {
        var definition = context.getResourceDefinition(type);
        RuntimeSearchParam parameter = definition.getSearchParam(code);
        if (parameter == null) {
            return List.of();
        }
        return parameter.getComponents().stream()
                .map(component -> definition.getSearchParams().stream()
                        .filter(part -> component.getReference().equals(part.getUri()))
                        .findFirst())
                .flatMap(Optional::stream)
                .map(part -> new SearchParameter.Component(
                        part.getName(), SearchKind.valueOf(part.getParamType().name()), part.getPath()))
                .toList();
    }
}
