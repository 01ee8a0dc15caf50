package vn.lienthong.search;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Understands conditions on linked resources: <a href="https://hl7.org/fhir/R4/search.html#chaining">chains</a>, {@code
 * _has} and {@code _list}.
 *
 * <p>A chain that does not say the type of its target is tried over all types to which the reference may point and for
 * which the rest of the chain has a meaning.
 */
final class LinkParser {

    private static final String HAS = "_has";
    private static final String LIST = "_list";

    /** A reference that stands for the resource inside the same Bundle, not for one that is stored. */
    private static final String INSIDE_BUNDLE = "Bundle.entry";

    private static final String CHAIN_EXAMPLE = "encounter:Encounter.service-provider.name=Hạ Long";
    private static final String HAS_EXAMPLE = "_has:Observation:encounter:code=4548-4";

    private final SearchParameters parameters;
    private final ConditionParser conditions;
    private final int maxLinks;

    LinkParser(SearchParameters parameters, ConditionParser conditions, int maxLinks) {
        this.parameters = parameters;
        this.conditions = conditions;
        this.maxLinks = maxLinks;
    }

    static boolean isLink(String name) {
        return isReverse(name) || name.indexOf('.') >= 0 || isList(name);
    }

    private static boolean isReverse(String path) {
        return path.equals(HAS) || path.startsWith(HAS + ":");
    }

    private static boolean isList(String path) {
        return path.equals(LIST) || path.startsWith(LIST + ":");
    }

    /**
     * The parameter of the type searched with which the name begins; none for {@code _has} and {@code _list}, which belong
     * to every type.
     */
    static Optional<String> firstCode(String name) {
        return isReverse(name) || isList(name)
                ? Optional.empty()
                : Optional.of(name.substring(0, name.indexOf('.')).split(":", 2)[0]);
    }

    /** @throws InvalidSearchException for what does not lead to a condition */
    Condition parse(String type, String name, String value, AddedParameters.Lookup added) {
        return new Given(name, value, added).condition(type, name, 0);
    }

    /** One parameter as it was given; the same rest of a chain is understood once for each type. */
    private final class Given {

        private final String name;
        private final String value;
        private final AddedParameters.Lookup added;
        private final Map<String, Condition> known = new HashMap<>();
        private final Map<String, InvalidSearchException> failed = new HashMap<>();

        Given(String name, String value, AddedParameters.Lookup added) {
            this.name = name;
            this.value = value;
            this.added = added;
        }

        private Optional<SearchParameter> find(String type, String code) {
            return parameters.find(type, code).or(() -> added.find(type, code));
        }

        private InvalidSearchException wrong(String problem, String example) {
            return new InvalidSearchException(name, problem, example);
        }

        Condition condition(String type, String path, int links) {
            String place = type + " " + path;
            Condition before = known.get(place);
            if (before != null) {
                return before;
            }
            InvalidSearchException failure = failed.get(place);
            if (failure != null) {
                throw failure;
            }
            try {
                Condition condition = understood(type, path, links);
                known.put(place, condition);
                return condition;
            } catch (InvalidSearchException e) {
                failed.put(place, e);
                throw e;
            }
        }

        private Condition understood(String type, String path, int links) {
            boolean reverse = isReverse(path);
            int dot = path.indexOf('.');
            if (!reverse && dot < 0) {
                return isList(path) ? listed(path) : ofTarget(type, path);
            }
            if (links == maxLinks) {
                throw wrong("has more than " + maxLinks + " links; ask for less at once.", CHAIN_EXAMPLE);
            }
            return reverse
                    ? reverse(type, path, links + 1)
                    : chain(type, path.substring(0, dot), path.substring(dot + 1), links + 1);
        }

        /** Where a chain ends: an ordinary condition. */
        private Condition ofTarget(String type, String path) {
            int colon = path.indexOf(':');
            String code = colon < 0 ? path : path.substring(0, colon);
            var parameter = find(type, code)
                    .orElseThrow(() -> wrong("`" + code + "` is no search parameter of " + type + ".", CHAIN_EXAMPLE));
            return conditions.parse(parameter, name, colon < 0 ? "" : path.substring(colon + 1), value);
        }

        private Condition listed(String path) {
            var ids = new LinkedHashSet<String>();
            for (String id : Separators.split(value, ',')) {
                if (!path.equals(LIST) || !ConditionParser.isId(id)) {
                    throw wrong(
                            "takes ids of Lists and no modifier; lists that are made up while asking, such as"
                                    + " `$current-problems`, are not served.",
                            "_list=42");
                }
                ids.add(id);
            }
            return parameters
                    .find("List", "item")
                    .<Condition>map(items -> new Link.Listed(items, ids))
                    .orElseThrow(() -> wrong("is not served.", "_id=1"));
        }

        private Condition reverse(String type, String path, int links) {
            String[] parts = path.split(":", 4);
            if (parts.length < 4 || parts[3].isBlank()) {
                throw wrong(
                        "`_has` takes the type that refers, the parameter by which it does, and a parameter of that"
                                + " type.",
                        HAS_EXAMPLE);
            }
            if (!parameters.knowsType(parts[1])) {
                throw wrong("`" + parts[1] + "` is no resource type of FHIR R4.", HAS_EXAMPLE);
            }
            SearchParameter parameter = reference(parts[1], parts[2], HAS_EXAMPLE);
            if (!mayReferTo(parameter, type)) {
                throw wrong("`" + parts[2] + "` of " + parts[1] + " does not refer to " + type + ".", HAS_EXAMPLE);
            }
            return new Link.Reverse(parameter, condition(parts[1], parts[3], links));
        }

        private Condition chain(String type, String head, String rest, int links) {
            int colon = head.indexOf(':');
            String code = colon < 0 ? head : head.substring(0, colon);
            SearchParameter parameter = reference(type, code, CHAIN_EXAMPLE);
            if (colon >= 0) {
                String target = head.substring(colon + 1);
                if (!parameters.knowsType(target) || !mayReferTo(parameter, target)) {
                    throw wrong(
                            "`" + code + "` of " + type + " does not refer to `" + target + "`, but to "
                                    + allowed(parameter) + ".",
                            CHAIN_EXAMPLE);
                }
                return new Link.Chain(parameter, Map.of(target, condition(target, rest, links)));
            }
            return new Link.Chain(parameter, untyped(parameter, rest, links));
        }

        private Map<String, Condition> untyped(SearchParameter parameter, String rest, int links) {
            var byType = new TreeMap<String, Condition>();
            InvalidSearchException first = null;
            for (String target : targets(parameter)) {
                if (begins(target, rest)) {
                    try {
                        byType.put(target, condition(target, rest, links));
                    } catch (InvalidSearchException e) {
                        first = first == null ? e : first;
                    }
                }
            }
            if (byType.isEmpty()) {
                throw first != null ? first : nowhere(parameter, rest);
            }
            return byType;
        }

        private InvalidSearchException nowhere(SearchParameter parameter, String rest) {
            return wrong(
                    "`" + parameter.code() + "` refers to " + allowed(parameter) + ", where `"
                            + rest.split("[.:]", 2)[0] + "` is no search parameter.",
                    CHAIN_EXAMPLE);
        }

        private SearchParameter reference(String type, String code, String example) {
            @Nullable SearchParameter parameter = find(type, code).orElse(null);
            if (parameter == null) {
                throw wrong("`" + code + "` is no search parameter of " + type + ".", example);
            }
            if (parameter.kind() != SearchKind.REFERENCE) {
                throw wrong("`" + code + "` of " + type + " is no reference, so nothing is behind it.", example);
            }
            if (parameter.expression().contains(INSIDE_BUNDLE)) {
                throw wrong("resources inside a Bundle are not searched.", "identifier=https://hospital.vn|1");
            }
            return parameter;
        }

        private boolean begins(String type, String rest) {
            return isReverse(rest)
                    || isList(rest)
                    || find(type, rest.split("[.:]", 2)[0]).isPresent();
        }
    }

    private static boolean mayReferTo(SearchParameter parameter, String type) {
        return parameter.targets().isEmpty() || parameter.targets().contains(type);
    }

    private Collection<String> targets(SearchParameter parameter) {
        Set<String> given = parameter.targets().isEmpty() ? parameters.types() : parameter.targets();
        return new TreeSet<>(given);
    }

    private static String allowed(SearchParameter parameter) {
        List<String> targets = parameter.targets().stream().sorted().toList();
        return targets.isEmpty() || targets.size() > 12
                ? "any type"
                : targets.stream().collect(Collectors.joining(", "));
    }
}
