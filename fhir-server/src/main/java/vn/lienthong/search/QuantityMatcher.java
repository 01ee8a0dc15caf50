package vn.lienthong.search;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;

/**
 * A number, perhaps with the system and code of its unit, or with a unit alone
 * (<a href="https://hl7.org/fhir/R4/search.html#quantity">quantity</a>). With a unit of UCUM it finds values in every unit
 * of the same dimension; any other unit matches by its letters.
 */
final class QuantityMatcher implements ValueMatcher {

    private static final byte[] UCUM = Units.SYSTEM.getBytes(UTF_8);

    private final NumberMatcher number;
    private final byte @Nullable [] system;
    private final byte @Nullable [] unit;
    private final Units units;
    private final Units.@Nullable Scale scale;
    private final NumberMatcher canonical;

    QuantityMatcher(NumberMatcher number, @Nullable String system, @Nullable String unit, Units units) {
        this.number = number;
        this.system = system == null ? null : system.getBytes(UTF_8);
        this.unit = unit == null ? null : unit.getBytes(UTF_8);
        this.units = units;
        scale = Units.SYSTEM.equals(system) && unit != null
                ? units.scaleOf(unit).orElse(null)
                : null;
        canonical = scale == null ? number : number.in(scale);
    }

    @Override
    public boolean matches(ValueCursor cursor) {
        return hasUnit(cursor) ? number.matches(cursor) : scale != null && matchesConverted(cursor, scale);
    }

    private boolean hasUnit(ValueCursor cursor) {
        if (system != null && !cursor.isEqual(ValueCursor.SYSTEM, system)) {
            return false;
        }
        return unit == null
                || cursor.isEqual(ValueCursor.CODE, unit)
                || (system == null && cursor.isEqual(ValueCursor.UNIT, unit));
    }

    private boolean matchesConverted(ValueCursor cursor, Units.Scale asked) {
        String stored = cursor.isEqual(ValueCursor.SYSTEM, UCUM) ? cursor.string(ValueCursor.CODE) : null;
        if (stored == null) {
            return false;
        }
        var found = units.scaleOf(stored);
        return found.isPresent()
                && found.get().dimension().equals(asked.dimension())
                && canonical.matches(found.get(), cursor);
    }
}
