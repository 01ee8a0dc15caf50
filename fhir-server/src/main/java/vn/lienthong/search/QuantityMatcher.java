package vn.lienthong.search;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;

/** A number, perhaps with the system and code of its unit, or with a unit alone. */
final class QuantityMatcher implements ValueMatcher {

    private final NumberMatcher number;
    private final byte @Nullable [] system;
    private final byte @Nullable [] unit;

    QuantityMatcher(NumberMatcher number, @Nullable String system, @Nullable String unit) {
        this.number = number;
        this.system = system == null ? null : system.getBytes(UTF_8);
        this.unit = unit == null ? null : unit.getBytes(UTF_8);
    }

    @Override
    public boolean matches(ValueCursor cursor) {
        return hasUnit(cursor) && number.matches(cursor);
    }

    private boolean hasUnit(ValueCursor cursor) {
        if (system != null && !cursor.isEqual(ValueCursor.SYSTEM, system)) {
            return false;
        }
        return unit == null
                || cursor.isEqual(ValueCursor.CODE, unit)
                || (system == null && cursor.isEqual(ValueCursor.UNIT, unit));
    }
}
