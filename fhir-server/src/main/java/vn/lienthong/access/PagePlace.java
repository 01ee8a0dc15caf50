package vn.lienthong.access;

import vn.lienthong.search.Sorter.Place;

/** Where a page of a search stands among the sorted matches: by a place, never by a number, so that rows may come and go. */
sealed interface PagePlace {

    PagePlace FIRST = new First();
    PagePlace LAST = new Last();

    record First() implements PagePlace {}

    /** Begins behind a place. */
    record After(Place place) implements PagePlace {}

    /** Ends before a place. */
    record Before(Place place) implements PagePlace {}

    /** Begins where the last page does when one goes there from the first. */
    record Last() implements PagePlace {}

    /** As a page link carries it. A place itself is base64url, so none begins with a sign. */
    default String toText() {
        return switch (this) {
            case First _ -> "^";
            case After(var place) -> place.toText();
            case Before(var place) -> "<" + place.toText();
            case Last _ -> "$";
        };
    }

    static PagePlace fromText(String text) {
        return switch (text) {
            case "^" -> FIRST;
            case "$" -> LAST;
            default ->
                text.startsWith("<") ? new Before(Place.fromText(text.substring(1))) : new After(Place.fromText(text));
        };
    }
}
