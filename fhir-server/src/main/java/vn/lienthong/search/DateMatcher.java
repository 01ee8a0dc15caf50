package vn.lienthong.search;

import java.time.Instant;
import java.util.OptionalLong;

/** A time with its prefix, as <a href="https://hl7.org/fhir/R4/search.html#prefix">ranges</a> compare. */
final class DateMatcher implements ValueMatcher {

    private final Prefix prefix;
    private final long low;
    private final long high;

    /** For {@code ap} the range grows by a tenth of the distance from now on both sides, as the standard recommends. */
    DateMatcher(Prefix prefix, SearchValue.DateRange asked, Instant now) {
        this.prefix = prefix;
        long middle = asked.low() + (asked.high() - asked.low()) / 2;
        long slack = prefix == Prefix.AP ? Math.abs(now.toEpochMilli() - middle) / 10 : 0;
        low = asked.low() - slack;
        high = asked.high() + slack;
    }

    @Override
    public boolean matches(ValueCursor cursor) {
        return matches(cursor.low, cursor.high);
    }

    boolean matches(long first, long last) {
        boolean contained = low <= first && last <= high;
        return switch (prefix) {
            case EQ -> contained;
            case NE -> !contained;
            case GT -> last > high;
            case LT -> first < low;
            case GE -> last > high || contained;
            case LE -> first < low || contained;
            case SA -> first > high;
            case EB -> last < low;
            case AP -> first <= high && last >= low;
        };
    }

    @Override
    public OptionalLong indexToken(IndexTokens.Scope scope) {
        return prefix == Prefix.EQ ? scope.ofDay(low, high) : OptionalLong.empty();
    }
}
