package vn.lienthong.search;

import java.util.Locale;

/** The <a href="https://hl7.org/fhir/R4/search.html#prefix">prefixes</a> of dates, numbers and quantities. */
enum Prefix {
    EQ,
    NE,
    GT,
    LT,
    GE,
    LE,
    SA,
    EB,
    AP;

    private static final Prefix[] ALL = values();

    /** The prefix with which a value begins; EQ if it begins with none. */
    static Prefix of(String value) {
        for (Prefix prefix : ALL) {
            if (prefix.isWrittenIn(value)) {
                return prefix;
            }
        }
        return EQ;
    }

    static String withoutPrefix(String value) {
        return of(value).isWrittenIn(value) ? value.substring(2) : value;
    }

    private boolean isWrittenIn(String value) {
        return value.startsWith(name().toLowerCase(Locale.ROOT));
    }
}
