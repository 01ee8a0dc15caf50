package vn.lienthong.portal;

import java.util.Optional;

/**
 * A row of numbers over time, ready to be drawn.
 *
 * @param line points of a polyline within {@link #WIDTH} and {@link #HEIGHT}
 * @param band where values are ordinary
 */
record Trend(
        String name,
        String unit,
        String line,
        Optional<Band> band,
        String latest,
        String from,
        String until,
        int count) {

    static final int WIDTH = 240;
    static final int HEIGHT = 60;

    record Band(double top, double height) {}
}
