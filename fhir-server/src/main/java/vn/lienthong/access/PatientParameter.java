package vn.lienthong.access;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import vn.lienthong.identity.Person;
import vn.lienthong.record.ResourceTypes;
import vn.lienthong.search.SearchKind;
import vn.lienthong.search.SearchParameter;
import vn.lienthong.search.SearchParameters;
import vn.lienthong.shared.ResourceKey;

/**
 * The parameter of a search that says in whose record to look, such as {@code patient} or {@code subject}.
 *
 * @param name as it was given, modifier included
 * @param patientIds ids of the patients, one of whom a match must name
 */
record PatientParameter(String name, List<String> patientIds) {

    static Optional<PatientParameter> of(
            String type, Map<String, List<String>> parameters, SearchParameters known, String base) {
        var names = names(type, known);
        for (var entry : parameters.entrySet()) {
            var name = entry.getKey();
            boolean plain = names.contains(name);
            boolean typed = name.endsWith(":Patient") && names.contains(name.substring(0, name.length() - 8));
            if ((plain || typed) && !entry.getValue().isEmpty()) {
                var ids = ids(entry.getValue().getFirst(), base);
                if (!ids.isEmpty()) {
                    return Optional.of(new PatientParameter(name, ids));
                }
            }
        }
        return Optional.empty();
    }

    /** The parameters of a type that say whose data it is. */
    static Set<String> names(String type, SearchParameters known) {
        return known.ofType(type).stream()
                .filter(parameter -> parameter.kind() == SearchKind.REFERENCE && namesOwner(parameter))
                .map(SearchParameter::code)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static boolean namesOwner(SearchParameter parameter) {
        return ResourceTypes.patientElements(parameter.type()).stream()
                .anyMatch(element -> parameter.expression().contains(parameter.type() + "." + element));
    }

    /** Ids of the patients that a value names; none when it names anything else. */
    static List<String> ids(String value, String base) {
        var ids = new ArrayList<String>();
        for (var one : value.split(",", -1)) {
            var relative = one.startsWith(base + "/") ? one.substring(base.length() + 1) : one;
            var key = ResourceKey.ofReference(relative);
            if (key.isPresent() && key.get().type().equals("Patient")) {
                ids.add(key.get().id());
            } else if (key.isEmpty() && ResourceKey.isId(relative)) {
                ids.add(relative);
            } else {
                return List.of();
            }
        }
        return ids;
    }

    /** The same search over all registrations of these persons. */
    Map<String, List<String>> over(Collection<Person> persons, Map<String, List<String>> parameters) {
        var all = persons.stream()
                .flatMap(person -> person.registrations().stream())
                .map(registration -> "Patient/" + registration.patientId())
                .distinct()
                .collect(Collectors.joining(","));
        var widened = new LinkedHashMap<>(parameters);
        var values = new ArrayList<>(parameters.getOrDefault(name, List.of()));
        if (!values.isEmpty()) {
            values.removeFirst();
        }
        values.addFirst(all);
        widened.put(name, values);
        return widened;
    }
}
