package vn.lienthong.search;

/** What a query demands of a row: of what is stored with the row itself, or of resources that it is linked with. */
sealed interface Condition permits Predicate, Link {}
