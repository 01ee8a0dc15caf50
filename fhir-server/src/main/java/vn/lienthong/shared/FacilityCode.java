package vn.lienthong.shared;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The code of a facility (`MA_CSKCB`): two digits of the province that issued it, three characters of its serial.
 *
 * <p>It outlives names, levels and provinces, so it is the key of a facility everywhere.
 */
public record FacilityCode(String value) implements Comparable<FacilityCode> {

    private static final Pattern SHAPE = Pattern.compile("[0-9]{2}[0-9A-Z]{3}");

    public FacilityCode {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "A facility's code is two digits and three digits or capital letters, such as 22021.");
        }
    }

    /** The code, or empty when {@code text} does not have its shape. */
    public static Optional<FacilityCode> parse(String text) {
        return SHAPE.matcher(text).matches() ? Optional.of(new FacilityCode(text)) : Optional.empty();
    }

    @Override
    public int compareTo(FacilityCode other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
