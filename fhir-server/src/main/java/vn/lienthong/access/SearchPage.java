package vn.lienthong.access;

import java.util.List;
import vn.lienthong.record.RecordRow;
import vn.lienthong.search.Sorter.Place;
import vn.lienthong.search.Sorter.Placed;

/**
 * The part of the sorted matches that one page shows.
 *
 * @param before whether matches stand before it
 * @param after whether matches stand behind it
 */
record SearchPage(List<Placed<RecordRow>> matches, boolean before, boolean after) {

    /** @param count most matches of the page; 0 asks for none, and then there is no other page */
    static SearchPage cut(List<Placed<RecordRow>> sorted, PagePlace at, int count) {
        if (count == 0 || sorted.isEmpty()) {
            return new SearchPage(List.of(), false, false);
        }
        int size = sorted.size();
        int from = switch (at) {
            case PagePlace.First _ -> 0;
            case PagePlace.After(var place) -> firstFrom(sorted, place, true);
            case PagePlace.Before(var place) -> Math.max(0, firstFrom(sorted, place, false) - count);
            case PagePlace.Last _ -> (size - 1) / count * count;
        };
        int to = at instanceof PagePlace.Before(var place)
                ? firstFrom(sorted, place, false)
                : Math.min(size, from + count);
        return new SearchPage(sorted.subList(from, to), from > 0, to < size);
    }

    /** The index of the first match at or behind a place. */
    private static int firstFrom(List<Placed<RecordRow>> sorted, Place place, boolean behind) {
        int low = 0;
        int high = sorted.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            int order = sorted.get(middle).place().compareTo(place);
            if (order < 0 || (behind && order == 0)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    List<RecordRow> rows() {
        return matches.stream().map(Placed::row).toList();
    }
}
