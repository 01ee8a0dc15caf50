package vn.lienthong.search;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import vn.lienthong.search.SearchValuesView.Target;

/**
 * Holds conditions against rows by way of what they are linked with. All rows take one link together, so neighbours are
 * asked once a link, however many rows there are. Not thread-safe.
 */
final class LinkFollower<R extends StoredRow> {

    private final Neighbours<R> neighbours;
    private final SearchValuesView view = SearchValuesView.empty();

    LinkFollower(Neighbours<R> neighbours) {
        this.neighbours = neighbours;
    }

    /** The rows that satisfy the condition, in their order. Without rows nobody is asked. */
    List<R> satisfying(Collection<R> rows, Condition condition) {
        if (rows.isEmpty()) {
            return List.of();
        }
        return switch (condition) {
            case Predicate predicate -> byOwnValues(rows, predicate);
            case Link.Chain chain -> byTargets(rows, chain);
            case Link.Reverse reverse -> byReferring(rows, reverse);
            case Link.Listed listed -> byLists(rows, listed);
        };
    }

    private List<R> byOwnValues(Collection<R> rows, Predicate predicate) {
        var satisfying = new ArrayList<R>();
        for (R row : rows) {
            view.reset(row.values());
            if (predicate.matches(view, row)) {
                satisfying.add(row);
            }
        }
        return satisfying;
    }

    private List<R> byTargets(Collection<R> rows, Link.Chain chain) {
        var targets = new HashSet<Target>();
        for (R row : rows) {
            targets.addAll(targetsOf(row, chain.parameter()));
        }
        targets.removeIf(target -> !chain.byType().containsKey(target.type()));
        if (targets.isEmpty()) {
            return List.of();
        }
        var byType = new HashMap<String, List<R>>();
        neighbours
                .at(targets)
                .forEach(row -> byType.computeIfAbsent(row.type(), _ -> new ArrayList<>())
                        .add(row));
        var reached = new HashSet<Target>();
        chain.byType()
                .forEach((type, rest) -> satisfying(byType.getOrDefault(type, List.of()), rest)
                        .forEach(row -> reached.add(targetOf(row))));
        return reached.isEmpty() ? List.of() : only(rows, row -> refersTo(row, chain.parameter(), reached));
    }

    private List<R> byReferring(Collection<R> rows, Link.Reverse reverse) {
        var own = rows.stream().map(LinkFollower::targetOf).collect(Collectors.toSet());
        var referring =
                only(neighbours.referring(reverse.parameter(), own), row -> refersTo(row, reverse.parameter(), own));
        var found = new HashSet<Target>();
        satisfying(referring, reverse.rest()).forEach(row -> found.addAll(targetsOf(row, reverse.parameter())));
        return only(rows, row -> found.contains(targetOf(row)));
    }

    private List<R> byLists(Collection<R> rows, Link.Listed listed) {
        var lists = listed.lists().stream()
                .map(id -> new Target(listed.items().type(), id))
                .collect(Collectors.toSet());
        var items = new HashSet<Target>();
        neighbours.at(lists).forEach(list -> items.addAll(targetsOf(list, listed.items())));
        return only(rows, row -> items.contains(targetOf(row)));
    }

    private static <R> List<R> only(Collection<R> rows, java.util.function.Predicate<R> wanted) {
        return rows.stream().filter(wanted).toList();
    }

    private boolean refersTo(R row, SearchParameter parameter, Set<Target> targets) {
        return targetsOf(row, parameter).stream().anyMatch(targets::contains);
    }

    private List<Target> targetsOf(R row, SearchParameter parameter) {
        view.reset(row.values());
        return view.referencesOf(parameter);
    }

    private static Target targetOf(SearchRow row) {
        return new Target(row.type(), row.id());
    }
}
