package vn.lienthong.bench;

import java.util.Locale;

/**
 * One line of the result; a column that says nothing is empty.
 *
 * @param target the bound and whether the figure keeps it
 * @param limit what the database alone does with the same rows
 */
record Line(String work, double value, String unit, String spread, String target, String limit) {

    private static final String NOTHING = "";

    static Line of(String work, double value, String unit) {
        return new Line(work, value, unit, NOTHING, NOTHING, NOTHING);
    }

    Line spread(String words) {
        return new Line(work, value, unit, words, target, limit);
    }

    Line atMost(double bound) {
        return new Line(work, value, unit, spread, verdict("≤", bound, value <= bound), limit);
    }

    Line atLeast(double bound) {
        return new Line(work, value, unit, spread, verdict("≥", bound, value >= bound), limit);
    }

    Line limit(String words) {
        return new Line(work, value, unit, spread, target, words);
    }

    String figure() {
        return number(value) + " " + unit;
    }

    private static String verdict(String relation, double bound, boolean met) {
        return relation + " " + number(bound) + (met ? "" : " **missed**");
    }

    static String number(double value) {
        if (value == Math.rint(value) || value >= 100) {
            return String.format(Locale.ROOT, "%,.0f", value);
        }
        return String.format(Locale.ROOT, value >= 10 ? "%.1f" : "%.2f", value);
    }
}
