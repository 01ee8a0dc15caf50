package vn.lienthong.summary;

import java.util.List;

/**
 * One thing that a section tells.
 *
 * @param shown the newest resource that tells it
 * @param facilities names of all that recorded the same, the newest first
 */
record Item(Recorded shown, List<String> facilities) {

    Item {
        facilities = List.copyOf(facilities);
    }
}
