package vn.lienthong.search;

import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Understands the parameters of a <a href="https://hl7.org/fhir/R4/search.html">search</a>. Thread-safe.
 */
public final class QueryParser {

    /** What happens to a parameter that the server does not know: {@code Prefer: handling}. */
    public enum Handling {
        STRICT,
        LENIENT
    }

    /** Parameters of R4 that no search here understands, with what to do instead. */
    private static final Map<String, String> NOT_SERVED = Map.of(
            "_text", "is not served: texts are not indexed. Search by codes, with `:text` by their names.",
            "_content", "is not served: texts are not indexed. Search by codes, with `:text` by their names.",
            "_filter", "is not served: give its conditions as parameters, chains and `_has`; several of them all hold.",
            "_query", "is not served: there are no named queries here. Give conditions as parameters.",
            "_contained", "is not served: contained resources are found with what contains them.",
            "_containedType", "is not served: contained resources are found with what contains them.",
            "_type", "is for searches of several types, without a type in the address.",
            "_score", "is not served: a resource matches or does not.");

    private static final Set<String> RESULT = Set.of(
            "_sort", "_count", "_include", "_revinclude", "_summary", "_elements", "_total", "_format", "_pretty");

    private final SearchParameters parameters;
    private final AddedParameters added;
    private final ConditionParser conditionParser;
    private final LinkParser linkParser;
    private final ResultParser resultParser;
    private final SearchLimits limits;
    private final ZoneId zone;

    /** With the {@linkplain SearchLimits#USUAL usual} limits. */
    public QueryParser(
            SearchParameters parameters,
            ZoneId zone,
            Clock clock,
            Set<String> ownBases,
            Units units,
            Terminology terminology,
            AddedParameters added) {
        this(parameters, zone, clock, ownBases, units, terminology, added, SearchLimits.USUAL);
    }

    /**
     * @param zone of times that are given without an offset
     * @param ownBases the addresses of this server, without a slash at the end: references below them are its own
     */
    public QueryParser(
            SearchParameters parameters,
            ZoneId zone,
            Clock clock,
            Set<String> ownBases,
            Units units,
            Terminology terminology,
            AddedParameters added,
            SearchLimits limits) {
        this.parameters = parameters;
        this.added = added;
        this.zone = zone;
        this.limits = limits;
        conditionParser = new ConditionParser(parameters, zone, clock, ownBases, units, terminology);
        linkParser = new LinkParser(parameters, conditionParser, limits.maxLinks());
        resultParser = new ResultParser(parameters, limits.maxIncludes());
    }

    /** Refuses a search with more values than one may have; what the exchange itself adds to a search does not count. */
    public void checkSize(Map<String, List<String>> given) {
        long values = 0;
        for (var parameter : given.entrySet()) {
            for (String value : parameter.getValue()) {
                values += Separators.split(value, ',').size();
                if (values > limits.maxValues()) {
                    throw new InvalidSearchException(
                            parameter.getKey(),
                            "a search may have " + limits.maxValues()
                                    + " values in all its parameters together; ask for the rest in other searches.",
                            "code=4548-4,17856-6");
                }
            }
        }
    }

    /**
     * Understands a search of one type.
     *
     * @param given names with their modifiers, each with its values in order; values already decoded from the address
     * @throws InvalidSearchException for the first parameter that cannot be served
     */
    public Query parse(String type, Map<String, List<String>> given, Handling handling) {
        return parse(type, given, handling, added.lookup());
    }

    /** Understands a search anew that asks for the same of others: parameters mean what they meant before. */
    public Query parseAgain(Query before, Map<String, List<String>> given) {
        return parse(
                before.type(),
                given,
                Handling.LENIENT,
                (type, code) -> before.added().stream()
                        .filter(parameter -> parameter.type().equals(type)
                                && parameter.code().equals(code))
                        .findFirst());
    }

    private Query parse(
            String type, Map<String, List<String>> given, Handling handling, AddedParameters.Lookup lookup) {
        if (!parameters.knowsType(type)) {
            throw new InvalidSearchException("type", "`" + type + "` is no resource type of FHIR R4.", "Patient");
        }
        var conditions = new ArrayList<Condition>();
        var ignored = new ArrayList<InvalidSearch>();
        var results = new ResultParser.Collected();
        given.forEach((name, values) -> {
            for (String value : values) {
                try {
                    read(type, name, value, lookup, conditions, results);
                } catch (UnusableParameterException e) {
                    if (handling == Handling.STRICT) {
                        throw e.invalid;
                    }
                    ignored.add(e.invalid.issue());
                }
            }
        });
        return new Query(type, conditions, results.build(), ignored, zone);
    }

    private void read(
            String type,
            String name,
            String value,
            AddedParameters.Lookup lookup,
            List<Condition> conditions,
            ResultParser.Collected results)
            throws UnusableParameterException {
        int colon = name.indexOf(':');
        String code = colon < 0 ? name : name.substring(0, colon);
        if (value.isBlank()) {
            throw new UnusableParameterException(name, "has no value.", name + "=value");
        }
        if (LinkParser.isLink(name)) {
            conditions.add(link(type, name, value, lookup));
        } else if (RESULT.contains(code)) {
            resultParser.read(type, name, value, lookup, results);
        } else {
            conditions.add(condition(type, name, code, colon < 0 ? "" : name.substring(colon + 1), value, lookup));
        }
    }

    private Predicate condition(
            String type, String name, String code, String modifier, String value, AddedParameters.Lookup lookup)
            throws UnusableParameterException {
        var refusal = NOT_SERVED.get(code);
        if (refusal != null) {
            throw new UnusableParameterException(name, refusal, exampleOf(type));
        }
        var parameter = parameters.find(type, code).or(() -> lookup.find(type, code));
        if (parameter.isEmpty()) {
            throw unknown(type, name);
        }
        return conditionParser.parse(parameter.get(), name, modifier, value);
    }

    private Condition link(String type, String name, String value, AddedParameters.Lookup lookup)
            throws UnusableParameterException {
        var first = LinkParser.firstCode(name);
        if (first.isPresent()
                && parameters.find(type, first.get()).isEmpty()
                && lookup.find(type, first.get()).isEmpty()) {
            throw unknown(type, name);
        }
        return linkParser.parse(type, name, value, lookup);
    }

    private UnusableParameterException unknown(String type, String name) {
        return new UnusableParameterException(name, "is no search parameter of " + type + ".", exampleOf(type));
    }

    private String exampleOf(String type) {
        return parameters.ofType(type).stream()
                .map(SearchParameter::code)
                .filter(code -> !code.startsWith("_"))
                .limit(6)
                .reduce((before, code) -> before + ", " + code)
                .orElse("_id");
    }

    /** A parameter that lenient handling may leave out without changing the meaning of the others. */
    private static final class UnusableParameterException extends Exception {

        private static final long serialVersionUID = 1;

        private final InvalidSearchException invalid;

        UnusableParameterException(String name, String problem, String example) {
            invalid = new InvalidSearchException(name, problem, example);
        }
    }
}
