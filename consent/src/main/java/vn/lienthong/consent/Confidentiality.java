package vn.lienthong.consent;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The order of <a href="https://terminology.hl7.org/CodeSystem-v3-Confidentiality.html">v3 Confidentiality</a>, from
 * unrestricted to very restricted.
 */
final class Confidentiality {

    static final List<String> CODES = List.of("U", "L", "M", "N", "R", "V");
    static final int NORMAL = 3;
    static final int RESTRICTED = 4;

    /** A code that nobody here knows ranks above all known ones. */
    static final int UNKNOWN = CODES.size();

    private Confidentiality() {}

    static int level(@Nullable String code) {
        if (code == null) {
            return NORMAL;
        }
        int level = CODES.indexOf(code);
        return level < 0 ? UNKNOWN : level;
    }

    /** The level at which a row is guarded: sensitivity labels raise it to restricted. */
    static int level(Row row) {
        int level = level(row.confidentiality());
        return row.sensitivity().isEmpty() ? level : Math.max(level, RESTRICTED);
    }

    static boolean ordinary(Row row) {
        return level(row) <= NORMAL;
    }
}
