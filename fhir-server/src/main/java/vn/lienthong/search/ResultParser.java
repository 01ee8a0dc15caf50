package vn.lienthong.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Understands the parameters that shape the result. */
final class ResultParser {

    /** More keys would only serve to make the server compare. */
    private static final int MOST_SORT_KEYS = 8;

    private static final Pattern COUNT = Pattern.compile("\\d{1,9}");
    private static final Pattern ELEMENT = Pattern.compile("[A-Za-z][A-Za-z0-9]*(\\.[A-Za-z][A-Za-z0-9]*)*");

    private final SearchParameters parameters;
    private final int maxIncludes;

    ResultParser(SearchParameters parameters, int maxIncludes) {
        this.parameters = parameters;
        this.maxIncludes = maxIncludes;
    }

    void read(String type, String name, String value, AddedParameters.Lookup added, Collected results) {
        switch (name) {
            case "_sort" -> readSort(type, value, added, results);
            case "_count" -> readCount(value, results);
            case "_include" -> add(results.includes, include(type, name, value, false, added), name, results);
            case "_include:iterate", "_include:recurse" ->
                add(results.includes, include(type, name, value, true, added), name, results);
            case "_revinclude" -> add(results.revIncludes, revInclude(type, name, value, false, added), name, results);
            case "_revinclude:iterate", "_revinclude:recurse" ->
                add(results.revIncludes, revInclude(type, name, value, true, added), name, results);
            case "_summary" -> results.summary = choice(ResultParameters.Summary.class, name, value);
            case "_elements" -> readElements(value, results);
            case "_total" -> results.total = total(value);
            case "_format" -> results.format = value;
            case "_pretty" -> results.pretty = choice(Flag.class, name, value) == Flag.TRUE;
            default ->
                throw new InvalidSearchException(
                        name, "this modifier does not exist.", name.substring(0, name.indexOf(':')));
        }
    }

    private void readSort(String type, String value, AddedParameters.Lookup added, Collected results) {
        for (String key : Separators.split(value, ',')) {
            boolean descending = key.startsWith("-");
            String code = descending ? key.substring(1) : key;
            var parameter = parameters.find(type, code).or(() -> added.find(type, code));
            if (parameter.isEmpty() || !isSortable(parameter.get())) {
                throw new InvalidSearchException(
                        "_sort",
                        "`" + code + "` is nothing by which " + type + " can be sorted.",
                        "_sort=-_lastUpdated");
            }
            results.sort.add(new ResultParameters.SortKey(parameter.get(), descending));
        }
        if (results.sort.size() > MOST_SORT_KEYS) {
            throw new InvalidSearchException(
                    "_sort", "at most " + MOST_SORT_KEYS + " keys can be given.", "_sort=-_lastUpdated");
        }
    }

    private static boolean isSortable(SearchParameter parameter) {
        return parameter.kind() != SearchKind.COMPOSITE && parameter.kind() != SearchKind.SPECIAL;
    }

    private static void readCount(String value, Collected results) {
        if (!COUNT.matcher(value).matches()) {
            throw new InvalidSearchException("_count", "`" + value + "` is no number of results.", "_count=50");
        }
        if (results.count.isPresent()) {
            throw new InvalidSearchException("_count", "is given twice.", "_count=50");
        }
        results.count = OptionalInt.of(Integer.parseInt(value));
    }

    private void add(
            List<ResultParameters.Include> list, ResultParameters.Include include, String name, Collected results) {
        list.add(include);
        if (results.includes.size() + results.revIncludes.size() > maxIncludes) {
            throw new InvalidSearchException(
                    name, "a search may have " + maxIncludes + " of `_include` and `_revinclude`.", "_include=*");
        }
    }

    private ResultParameters.Include include(
            String type, String name, String value, boolean iterate, AddedParameters.Lookup added) {
        return value.equals("*")
                ? new ResultParameters.Include(iterate ? "*" : type, "*", null, iterate)
                : sourceAndTarget(name, value, iterate, added);
    }

    private ResultParameters.Include revInclude(
            String type, String name, String value, boolean iterate, AddedParameters.Lookup added) {
        var include = value.equals("*")
                ? new ResultParameters.Include("*", "*", null, iterate)
                : sourceAndTarget(name, value, iterate, added);
        return include.targetType() != null || iterate
                ? include
                : new ResultParameters.Include(include.sourceType(), include.code(), type, false, include.added());
    }

    private ResultParameters.Include sourceAndTarget(
            String name, String value, boolean iterate, AddedParameters.Lookup added) {
        String[] parts = value.split(":", -1);
        var parameter = parts.length < 2
                ? Optional.<SearchParameter>empty()
                : parameters
                        .find(parts[0], parts[1])
                        .or(() -> added.find(parts[0], parts[1]))
                        .filter(found -> found.kind() == SearchKind.REFERENCE);
        boolean known = parts.length >= 2
                && parts.length <= 3
                && parameters.knowsType(parts[0])
                && (parts[1].equals("*") || parameter.isPresent())
                && (parts.length == 2 || parameters.knowsType(parts[2]));
        if (!known) {
            throw new InvalidSearchException(
                    name,
                    "`" + value + "` names no reference parameter: give its type, its code and perhaps a target type.",
                    name + "=Observation:encounter");
        }
        if (parts.length == 3 && parameter.isPresent() && !mayReferTo(parameter.get(), parts[2])) {
            throw new InvalidSearchException(
                    name,
                    "`%s` of %s does not refer to %s.".formatted(parts[1], parts[0], parts[2]),
                    name + "=Observation:encounter:Encounter");
        }
        return new ResultParameters.Include(
                parts[0],
                parts[1],
                parts.length == 3 ? parts[2] : null,
                iterate,
                parameter.filter(SearchParameter::isAdded).orElse(null));
    }

    private static boolean mayReferTo(SearchParameter parameter, String target) {
        return parameter.targets().isEmpty() || parameter.targets().contains(target);
    }

    private static void readElements(String value, Collected results) {
        for (String element : Separators.split(value, ',')) {
            if (!ELEMENT.matcher(element).matches()) {
                throw new InvalidSearchException(
                        "_elements", "`" + element + "` is no name of an element.", "_elements=identifier,active");
            }
            results.elements.add(element);
        }
    }

    private static ResultParameters.Total total(String value) {
        return switch (value) {
            case "none" -> ResultParameters.Total.NONE;
            case "estimate" -> ResultParameters.Total.ESTIMATE;
            case "accurate" -> ResultParameters.Total.ACCURATE;
            default ->
                throw new InvalidSearchException("_total", "takes none, estimate or accurate.", "_total=accurate");
        };
    }

    private enum Flag {
        TRUE,
        FALSE
    }

    private static <E extends Enum<E>> E choice(Class<E> choices, String name, String value) {
        for (E choice : choices.getEnumConstants()) {
            if (choice.name().toLowerCase(Locale.ROOT).equals(value)) {
                return choice;
            }
        }
        throw new InvalidSearchException(
                name,
                "`" + value + "` is none of "
                        + String.join(
                                ", ",
                                List.of(choices.getEnumConstants()).stream()
                                        .map(choice -> choice.name().toLowerCase(Locale.ROOT))
                                        .toList())
                        + ".",
                name + "=true");
    }

    /** What was read so far. */
    static final class Collected {

        private final List<ResultParameters.SortKey> sort = new ArrayList<>();
        private final List<ResultParameters.Include> includes = new ArrayList<>();
        private final List<ResultParameters.Include> revIncludes = new ArrayList<>();
        private final List<String> elements = new ArrayList<>();
        private OptionalInt count = OptionalInt.empty();
        private ResultParameters.Summary summary = ResultParameters.Summary.FALSE;
        private ResultParameters.Total total = ResultParameters.Total.UNSPECIFIED;
        private @Nullable String format;
        private boolean pretty;

        ResultParameters build() {
            return new ResultParameters(sort, count, includes, revIncludes, summary, elements, total, format, pretty);
        }
    }
}
