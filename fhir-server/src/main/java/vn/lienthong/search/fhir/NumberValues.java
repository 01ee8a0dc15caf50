package vn.lienthong.search.fhir;

import java.math.BigDecimal;
import java.util.function.Consumer;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.DecimalType;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Money;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Range;
import org.hl7.fhir.r4.model.SampledData;
import org.jspecify.annotations.Nullable;
import vn.lienthong.search.SearchKind;
import vn.lienthong.search.SearchValue;

/** The numbers and <a href="https://hl7.org/fhir/R4/search.html#quantity">quantities</a> of an element. */
final class NumberValues {

    private static final String CURRENCIES = "urn:iso:std:iso:4217";

    private NumberValues() {}

    static void read(SearchKind kind, Base element, Consumer<SearchValue> values) {
        if (kind == SearchKind.NUMBER) {
            readNumber(element, values);
        } else {
            readQuantity(element, values);
        }
    }

    private static void readNumber(Base element, Consumer<SearchValue> values) {
        switch (element) {
            case DecimalType number -> {
                if (number.hasValue()) {
                    values.accept(SearchValue.NumberRange.exactly(number.getValue()));
                }
            }
            case IntegerType number -> {
                if (number.hasValue()) {
                    values.accept(SearchValue.NumberRange.exactly(BigDecimal.valueOf(number.getValue())));
                }
            }
            case Range range -> {
                if (hasLimit(range)) {
                    values.accept(new SearchValue.NumberRange(
                            range.getLow().getValue(), range.getHigh().getValue()));
                }
            }
            default -> {}
        }
    }

    private static void readQuantity(Base element, Consumer<SearchValue> values) {
        switch (element) {
            case Quantity quantity -> {
                if (quantity.hasValue()) {
                    values.accept(quantity(quantity));
                }
            }
            case Money money -> {
                if (money.hasValue()) {
                    BigDecimal value = money.getValue();
                    values.accept(
                            new SearchValue.Quantity(value, value, CURRENCIES, emptyToNull(money.getCurrency()), null));
                }
            }
            case Range range -> {
                if (hasLimit(range)) {
                    Quantity unit = range.getLow().hasValue() ? range.getLow() : range.getHigh();
                    values.accept(
                            between(range.getLow().getValue(), range.getHigh().getValue(), unit));
                }
            }
            case SampledData data -> {
                if (data.hasLowerLimit() || data.hasUpperLimit()) {
                    values.accept(between(data.getLowerLimit(), data.getUpperLimit(), data.getOrigin()));
                }
            }
            default -> {}
        }
    }

    private static boolean hasLimit(Range range) {
        return range.getLow().hasValue() || range.getHigh().hasValue();
    }

    /** A comparator says that the value is only known to lie on one side. */
    private static SearchValue quantity(Quantity quantity) {
        BigDecimal value = quantity.getValue();
        var comparator = quantity.getComparator();
        if (comparator == null) {
            return between(value, value, quantity);
        }
        return switch (comparator) {
            case LESS_THAN, LESS_OR_EQUAL -> between(null, value, quantity);
            case GREATER_THAN, GREATER_OR_EQUAL -> between(value, null, quantity);
            case NULL -> between(value, value, quantity);
        };
    }

    private static SearchValue between(@Nullable BigDecimal low, @Nullable BigDecimal high, Quantity unit) {
        return new SearchValue.Quantity(
                low, high, emptyToNull(unit.getSystem()), emptyToNull(unit.getCode()), emptyToNull(unit.getUnit()));
    }

    private static @Nullable String emptyToNull(@Nullable String text) {
        return (text == null || text.isEmpty()) ? null : text;
    }
}
