package vn.lienthong.search;

import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Turns one search parameter with its modifier and value into a condition. */
final class ConditionParser {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9\\-.]{1,64}");

    /** Modifiers of tokens that deny, with those whose opposite they are. */
    private static final Map<String, String> NEGATED = Map.of("not", "", "not-in", "in");

    private final MatcherParser matchers;

    ConditionParser(
            SearchParameters parameters,
            ZoneId zone,
            Clock clock,
            Set<String> ownBases,
            Units units,
            Terminology terminology) {
        matchers = new MatcherParser(parameters, zone, clock, ownBases, units, terminology);
    }

    Predicate parse(SearchParameter parameter, String name, String modifier, String value) {
        if (modifier.equals("missing")) {
            return missing(parameter, name, value);
        }
        List<String> alternatives = Separators.split(value, ',');
        if (alternatives.stream().anyMatch(String::isBlank)) {
            throw new InvalidSearchException(name, "has an empty alternative between commas.", name + "=a,b");
        }
        return switch (parameter.code()) {
            case "_id" -> byId(name, modifier, alternatives);
            case "_lastUpdated" -> byLastUpdated(parameter, name, modifier, alternatives);
            default -> byValue(parameter, name, modifier, alternatives);
        };
    }

    static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    private static Predicate missing(SearchParameter parameter, String name, String value) {
        boolean missing = switch (value) {
            case "true" -> true;
            case "false" -> false;
            default ->
                throw new InvalidSearchException(
                        name, "`:missing` takes true or false.", parameter.code() + ":missing=true");
        };
        boolean inEveryRow = parameter.code().equals("_id") || parameter.code().equals("_lastUpdated");
        return inEveryRow
                ? new Predicate.Always(parameter.code(), !missing)
                : new Predicate.Missing(parameter, missing);
    }

    private static Predicate byId(String name, String modifier, List<String> alternatives) {
        if (!modifier.isEmpty() && !modifier.equals("not")) {
            throw new InvalidSearchException(name, "`_id` takes no modifier but `:not`.", "_id=1,2");
        }
        var ids = new HashSet<String>();
        for (String alternative : alternatives) {
            if (!isId(alternative)) {
                throw new InvalidSearchException(
                        name, "`" + alternative + "` is no id: letters, digits, `-` and `.`, at most 64.", "_id=a-1");
            }
            ids.add(alternative);
        }
        return new Predicate.ById(ids, modifier.equals("not"));
    }

    private Predicate byLastUpdated(
            SearchParameter parameter, String name, String modifier, List<String> alternatives) {
        var anyOf = new ArrayList<DateMatcher>();
        for (String alternative : alternatives) {
            matchers.requireNoModifier(parameter, name, modifier);
            anyOf.add(matchers.date(name, alternative));
        }
        return new Predicate.ByLastUpdated(anyOf);
    }

    private Predicate byValue(SearchParameter parameter, String name, String modifier, List<String> alternatives) {
        boolean negated = parameter.kind() == SearchKind.TOKEN && NEGATED.containsKey(modifier);
        String positive = negated ? NEGATED.getOrDefault(modifier, "") : modifier;
        var anyOf = alternatives.stream()
                .map(alternative -> matchers.parse(parameter, name, positive, alternative))
                .toList();
        return new Predicate.ByValue(parameter, anyOf, negated);
    }
}
