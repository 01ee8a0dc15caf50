package vn.lienthong.search;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A search of one type, understood and ready to be held against stored values. Immutable; shared by threads, while each
 * thread uses its own {@link SearchValuesView}.
 */
public final class Query {

    private final String type;
    private final List<Predicate> conditions;
    private final List<Link> links;
    private final ResultParameters results;
    private final List<InvalidSearch> ignored;
    private final ZoneId zone;

    Query(String type, List<Condition> all, ResultParameters results, List<InvalidSearch> ignored, ZoneId zone) {
        this.type = type;
        this.conditions = only(Predicate.class, all);
        this.links = only(Link.class, all);
        this.results = results;
        this.ignored = List.copyOf(ignored);
        this.zone = zone;
    }

    private static <C extends Condition> List<C> only(Class<C> kind, List<Condition> all) {
        return all.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    public String type() {
        return type;
    }

    public ResultParameters results() {
        return results;
    }

    /** Parameters that lenient handling left out; they belong into an OperationOutcome of the answer. */
    public List<InvalidSearch> ignored() {
        return ignored;
    }

    /** Whether nothing narrows the search beyond its type. */
    public boolean isUnconditional() {
        return conditions.isEmpty() && links.isEmpty();
    }

    /** Whether a row that {@link #matchesByItself} must still be held against what it is linked with. */
    public boolean hasLinks() {
        return !links.isEmpty();
    }

    /** The types whose resources the links look at, beside those of the type searched. */
    public Set<String> linkedTypes() {
        return links.stream().flatMap(Link::types).collect(Collectors.toUnmodifiableSet());
    }

    /** The parameters by which the links look for what refers to a resource. */
    public Set<SearchParameter> reversed() {
        return links.stream().flatMap(Link::reversed).collect(Collectors.toUnmodifiableSet());
    }

    /** Those of the rows, in their order, that satisfy the links too. */
    public <R extends StoredRow> List<R> following(Collection<R> rows, Neighbours<R> neighbours) {
        var follower = new LinkFollower<>(neighbours);
        var left = List.copyOf(rows);
        for (Link link : links) {
            left = follower.satisfying(left, link);
        }
        return left;
    }

    /**
     * Whether the row, whose stored values the view holds, satisfies every condition. A row alone never satisfies a query
     * with links.
     */
    public boolean matches(SearchValuesView view, SearchRow row) {
        return links.isEmpty() && matchesByItself(view, row);
    }

    /** Whether the row satisfies every condition but the links. */
    public boolean matchesByItself(SearchValuesView view, SearchRow row) {
        if (!row.type().equals(type)) {
            return false;
        }
        for (int i = 0; i < conditions.size(); i++) {
            if (!conditions.get(i).matches(view, row)) {
                return false;
            }
        }
        return true;
    }

    /** Parameters of the operator's by which rows have to be indexed before they are matched and sorted. */
    public List<SearchParameter> added() {
        var demanded = Stream.concat(conditions.stream(), links.stream()).flatMap(Condition::added);
        return Stream.concat(demanded, results.added().stream()).toList();
    }

    public Sorter sorter() {
        return new Sorter(results.sort());
    }

    /**
     * What an index of {@link IndexTokens} over the named parameters can look up: a matching row has at least one token
     * of each array. Empty when no condition can use the index.
     */
    public List<long[]> indexTokens(Set<String> indexedCodes) {
        var needed = new ArrayList<long[]>();
        for (Predicate condition : conditions) {
            if (indexedCodes.contains(condition.code())) {
                condition
                        .indexTokens(new IndexTokens.Scope(type, condition.code(), zone))
                        .ifPresent(needed::add);
            }
        }
        return List.copyOf(needed);
    }
}
