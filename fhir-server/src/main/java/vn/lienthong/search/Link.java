package vn.lienthong.search;

import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** A condition on a row that other resources satisfy: {@link LinkFollower} finds them. */
sealed interface Link extends Condition {

    /** The types whose resources are looked at on the way, at whatever depth. */
    Stream<String> types();

    /** The parameters that are followed against their direction, at whatever depth. */
    Stream<SearchParameter> reversed();

    private static Stream<String> typesOf(Condition condition) {
        return condition instanceof Link link ? link.types() : Stream.empty();
    }

    private static Stream<SearchParameter> reversedBy(Condition condition) {
        return condition instanceof Link link ? link.reversed() : Stream.empty();
    }

    /**
     * A <a href="https://hl7.org/fhir/R4/search.html#chaining">chain</a>: the row refers to a resource that satisfies the
     * rest.
     *
     * @param byType what is demanded of a target, by its type; targets of other types do not count
     */
    record Chain(SearchParameter parameter, Map<String, Condition> byType) implements Link {

        public Chain {
            byType = Map.copyOf(byType);
        }

        @Override
        public Stream<String> types() {
            return Stream.concat(
                    byType.keySet().stream(), byType.values().stream().flatMap(Link::typesOf));
        }

        @Override
        public Stream<SearchParameter> reversed() {
            return byType.values().stream().flatMap(Link::reversedBy);
        }

        @Override
        public Stream<SearchParameter> added() {
            return Stream.concat(
                    Stream.of(parameter).filter(SearchParameter::isAdded),
                    byType.values().stream().flatMap(Condition::added));
        }
    }

    /**
     * <a href="https://hl7.org/fhir/R4/search.html#has">{@code _has}</a>: a resource that satisfies the rest refers to the
     * row.
     *
     * @param parameter of the type that refers
     */
    record Reverse(SearchParameter parameter, Condition rest) implements Link {

        @Override
        public Stream<String> types() {
            return Stream.concat(Stream.of(parameter.type()), Link.typesOf(rest));
        }

        @Override
        public Stream<SearchParameter> reversed() {
            return Stream.concat(Stream.of(parameter), Link.reversedBy(rest));
        }

        @Override
        public Stream<SearchParameter> added() {
            return Stream.concat(Stream.of(parameter).filter(SearchParameter::isAdded), rest.added());
        }
    }

    /**
     * <a href="https://hl7.org/fhir/R4/search.html#list">{@code _list}</a>: one of these Lists has the row as an item.
     *
     * @param items the parameter of List that refers to its items
     */
    record Listed(SearchParameter items, Set<String> lists) implements Link {

        public Listed {
            lists = Set.copyOf(lists);
        }

        @Override
        public Stream<String> types() {
            return Stream.of(items.type());
        }

        @Override
        public Stream<SearchParameter> reversed() {
            return Stream.empty();
        }

        @Override
        public Stream<SearchParameter> added() {
            return Stream.empty();
        }
    }
}
