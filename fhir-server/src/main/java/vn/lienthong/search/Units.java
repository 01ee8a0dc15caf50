package vn.lienthong.search;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Optional;

/**
 * Makes quantities of different units comparable, as <a href="https://ucum.org">UCUM</a> defines them: 5 mmol/L is
 * 5 mol/m3, 1 g is 1000 mg. Thread-safe.
 */
public interface Units {

    /** The system whose units are converted; those of any other compare by their letters. */
    String SYSTEM = "http://unitsofmeasure.org";

    /** Converts nothing: each unit is its own. */
    Units UNKNOWN = unit -> Optional.empty();

    /** How a unit is converted; empty if it is no unit of UCUM, or one that has no fixed relation to others. */
    Optional<Scale> scaleOf(String unit);

    /**
     * From a unit to the one in which all of its dimension are compared.
     *
     * @param dimension units with the same dimension can be compared
     * @param offset added before the factor is applied
     */
    record Scale(String dimension, BigDecimal factor, BigDecimal offset) {

        /** Factors such as that of a minute do not end; both sides are cut at the same digit. */
        private static final MathContext DIGITS = new MathContext(18);

        BigDecimal canonical(BigDecimal value) {
            return value.add(offset).multiply(factor).round(DIGITS);
        }
    }
}
