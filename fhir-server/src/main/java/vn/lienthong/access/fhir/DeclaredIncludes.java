package vn.lienthong.access.fhir;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestResourceComponent;
import vn.lienthong.record.ResourceTypes;
import vn.lienthong.search.SearchKind;
import vn.lienthong.search.SearchParameter;
import vn.lienthong.search.SearchParameters;

/** What a search of each type may include, as the CapabilityStatement declares it; gathered in one pass over all types. */
final class DeclaredIncludes {

    private static final String ANY = "*";

    private final Map<String, List<String>> referredBy = new TreeMap<>();
    private final Map<String, List<String>> referring = new TreeMap<>();

    DeclaredIncludes(SearchParameters parameters) {
        for (var type : parameters.types()) {
            if (ResourceTypes.stored(type)) {
                parameters.ofType(type).stream()
                        .filter(parameter -> parameter.kind() == SearchKind.REFERENCE)
                        .forEach(parameter -> add(parameter, parameters.types()));
            }
        }
    }

    private void add(SearchParameter parameter, Collection<String> types) {
        var include = parameter.type() + ":" + parameter.code();
        referredBy.computeIfAbsent(parameter.type(), _ -> new ArrayList<>()).add(include);
        for (var target : parameter.targets().isEmpty() ? types : parameter.targets()) {
            if (isLookedFor(parameter.type(), target)) {
                referring.computeIfAbsent(target, _ -> new ArrayList<>()).add(include);
            }
        }
    }

    /** What refers to a resource is looked for in the same record and in the directory. */
    private static boolean isLookedFor(String referring, String target) {
        return ResourceTypes.forEverybody(referring)
                || (ResourceTypes.inRecord(target) && ResourceTypes.inRecord(referring));
    }

    void addTo(CapabilityStatementRestResourceComponent resource) {
        var type = resource.getType();
        resource.addSearchInclude(ANY).addSearchInclude(type + ":" + ANY);
        referredBy.getOrDefault(type, List.of()).forEach(resource::addSearchInclude);
        if (ResourceTypes.inRecord(type)) {
            resource.addSearchRevInclude(ANY);
        }
        referring.getOrDefault(type, List.of()).forEach(resource::addSearchRevInclude);
    }
}
