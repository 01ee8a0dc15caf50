package vn.lienthong.search;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A number with its prefix and <a href="https://hl7.org/fhir/R4/search.html#number">implicit precision</a>. */
final class NumberMatcher implements ValueMatcher {

    /** Enough for every real measurement; a longer number would only serve to make the server calculate. */
    private static final int LONGEST = 40;

    /** Beyond any physical quantity; adding numbers of very different exponents takes memory without bound. */
    private static final int LARGEST_EXPONENT = 60;

    private static final Pattern FORM = Pattern.compile("[+-]?\\d+(\\.\\d+)?([eE][+-]?\\d{1,3})?");
    private static final BigDecimal HALF = new BigDecimal("0.5");
    private static final BigDecimal TENTH = new BigDecimal("0.1");

    private final Prefix prefix;
    private final BigDecimal value;
    private final BigDecimal low;
    private final BigDecimal high;

    NumberMatcher(Prefix prefix, BigDecimal value) {
        this.prefix = prefix;
        this.value = value;
        BigDecimal slack = prefix == Prefix.AP ? value.abs().multiply(TENTH) : halfOfLastDigit(value);
        low = value.subtract(slack);
        high = value.add(slack);
    }

    private NumberMatcher(Prefix prefix, BigDecimal value, BigDecimal low, BigDecimal high) {
        this.prefix = prefix;
        this.value = value;
        this.low = low;
        this.high = high;
    }

    /** The same number in the unit of comparison: what its digits imply is converted with it. */
    NumberMatcher in(Units.Scale scale) {
        return new NumberMatcher(prefix, scale.canonical(value), scale.canonical(low), scale.canonical(high));
    }

    /** Whether a stored number of another unit matches a number {@linkplain #in in} the unit of comparison. */
    boolean matches(Units.Scale scale, ValueCursor cursor) {
        return matches(canonical(scale, cursor.lowNumber()), canonical(scale, cursor.highNumber()));
    }

    private static @Nullable BigDecimal canonical(Units.Scale scale, @Nullable BigDecimal number) {
        return number == null ? null : scale.canonical(number);
    }

    /** The number that a text (without prefix) writes; empty if it is none or too long. */
    static Optional<BigDecimal> parse(String text) {
        if (text.length() > LONGEST || !FORM.matcher(text).matches()) {
            return Optional.empty();
        }
        var number = new BigDecimal(text);
        return Math.abs(number.scale()) > LARGEST_EXPONENT ? Optional.empty() : Optional.of(number);
    }

    /** 100 is [99.5, 100.5), 5.40 is [5.395, 5.405); and 1e2 is [95, 105), as the standard's own example says. */
    private static BigDecimal halfOfLastDigit(BigDecimal value) {
        BigDecimal half = HALF.scaleByPowerOfTen(-value.scale());
        return value.scale() < 0 ? half.multiply(TENTH) : half;
    }

    @Override
    public boolean matches(ValueCursor cursor) {
        BigDecimal first = cursor.lowNumber();
        return (cursor.isExact() && first != null) ? matches(first) : matches(first, cursor.highNumber());
    }

    private boolean matches(BigDecimal number) {
        return switch (prefix) {
            case EQ -> isWithin(number);
            case NE -> !isWithin(number);
            case GT, SA -> number.compareTo(value) > 0;
            case LT, EB -> number.compareTo(value) < 0;
            case GE -> number.compareTo(value) >= 0;
            case LE -> number.compareTo(value) <= 0;
            case AP -> number.compareTo(low) >= 0 && number.compareTo(high) <= 0;
        };
    }

    private boolean isWithin(BigDecimal number) {
        return number.compareTo(low) >= 0 && number.compareTo(high) < 0;
    }

    private boolean matches(@Nullable BigDecimal first, @Nullable BigDecimal last) {
        boolean contained = first != null && last != null && isWithin(first) && isWithin(last);
        return switch (prefix) {
            case EQ -> contained;
            case NE -> !contained;
            case GT -> last == null || last.compareTo(value) > 0;
            case LT -> first == null || first.compareTo(value) < 0;
            case GE -> last == null || last.compareTo(value) >= 0;
            case LE -> first == null || first.compareTo(value) <= 0;
            case SA -> first != null && first.compareTo(value) > 0;
            case EB -> last != null && last.compareTo(value) < 0;
            case AP -> (last == null || last.compareTo(low) >= 0) && (first == null || first.compareTo(high) <= 0);
        };
    }
}
