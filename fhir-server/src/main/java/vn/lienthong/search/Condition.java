package vn.lienthong.search;

import java.util.stream.Stream;

/** What a query demands of a row: of what is stored with the row itself, or of resources that it is linked with. */
sealed interface Condition permits Predicate, Link {

    /** The operator's parameters by which the rows that it looks at have to be indexed. */
    Stream<SearchParameter> added();
}
