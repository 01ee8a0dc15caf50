package vn.lienthong.spec.bruteforce;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.fhir.ucum.Decimal;
import org.fhir.ucum.Pair;
import org.fhir.ucum.UcumEssenceService;
import org.fhir.ucum.UcumException;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.DecimalType;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Quantity;
import org.jspecify.annotations.Nullable;

/** Numbers and quantities with all prefixes, as they are written, with fewer digits, and in other units. */
final class QuantityProbes {

    private static final String UCUM = "http://unitsofmeasure.org";

    private static final List<String> PREFIXES = List.of("", "eq", "ne", "gt", "lt", "ge", "le", "sa", "eb", "ap");

    /** Another unit of the same dimension, and how many of it make one. */
    private static final Map<String, Map.Entry<String, String>> OTHER_UNITS = Map.of(
            "mg/dL", Map.entry("g/L", "0.01"),
            "g/dL", Map.entry("g/L", "10"),
            "mmol/L", Map.entry("mol/m3", "1"),
            "umol/L", Map.entry("mmol/L", "0.001"),
            "kg", Map.entry("g", "1000"),
            "g", Map.entry("mg", "1000"),
            "mg", Map.entry("ug", "1000"),
            "cm", Map.entry("m", "0.01"),
            "mm[Hg]", Map.entry("cm[Hg]", "0.1"),
            "10*3/uL", Map.entry("10*9/L", "1"));

    private static final Map<String, Optional<Pair>> CANONICAL = new ConcurrentHashMap<>();

    private static final UcumEssenceService UNITS = units();

    private QuantityProbes() {}

    private static UcumEssenceService units() {
        try {
            return new UcumEssenceService(UcumEssenceService.class.getResourceAsStream("/ucum-essence.xml"));
        } catch (UcumException e) {
            throw new IllegalStateException(e);
        }
    }

    static List<Probe> ofNumber(Base element) {
        var probes = new ArrayList<Probe>();
        number(element)
                .ifPresent(number -> PREFIXES.forEach(prefix -> probes.add(Probe.of(
                        "",
                        prefix + number.toPlainString(),
                        e -> number(e).filter(n -> matches(prefix, number, n)).isPresent()))));
        return probes;
    }

    private static Optional<BigDecimal> number(Base element) {
        return switch (element) {
            case DecimalType number -> Optional.ofNullable(number.getValue());
            case IntegerType number -> Optional.ofNullable(number.getValue()).map(BigDecimal::valueOf);
            default -> Optional.empty();
        };
    }

    static List<Probe> of(Base element) {
        if (!(element instanceof Quantity quantity) || !quantity.hasValue() || quantity.hasComparator()) {
            return List.of();
        }
        var probes = new ArrayList<Probe>();
        BigDecimal value = quantity.getValue();
        for (String prefix : PREFIXES) {
            for (BigDecimal asked : numbers(value)) {
                String text = prefix + asked.toPlainString();
                probes.add(Probe.of("", text, values(number -> matches(prefix, asked, number))));
                if (quantity.hasSystem() && quantity.hasCode()) {
                    probes.add(inUnit(prefix, asked, quantity.getSystem(), quantity.getCode()));
                    probes.add(Probe.of(
                            "",
                            text + "||" + Probe.escape(quantity.getCode()),
                            e -> e instanceof Quantity q
                                    && (quantity.getCode().equals(q.getCode())
                                            || quantity.getCode().equals(q.getUnit()))
                                    && matches(prefix, asked, q.getValue())));
                }
            }
            var other = OTHER_UNITS.get(quantity.getCode() == null ? "" : quantity.getCode());
            if (other != null && UCUM.equals(quantity.getSystem())) {
                probes.add(inUnit(prefix, value.multiply(new BigDecimal(other.getValue())), UCUM, other.getKey()));
            }
        }
        return probes;
    }

    private static List<BigDecimal> numbers(BigDecimal value) {
        var fewer = value.round(new MathContext(2));
        return fewer.scale() >= 0 && fewer.compareTo(value) != 0 ? List.of(value, fewer) : List.of(value);
    }

    private static Predicate<Base> values(Predicate<BigDecimal> test) {
        return e -> e instanceof Quantity other && other.hasValue() && test.test(other.getValue());
    }

    private static Probe inUnit(String prefix, BigDecimal asked, String system, String code) {
        return Probe.of(
                "",
                prefix + asked.toPlainString() + "|" + Probe.escape(system) + "|" + Probe.escape(code),
                e -> e instanceof Quantity other && isQuantity(prefix, asked, system, code, other));
    }

    static boolean isQuantity(
            String prefix, BigDecimal asked, @Nullable String system, @Nullable String code, Quantity other) {
        if (!other.hasValue() || (system != null && !system.equals(other.getSystem()))) {
            return false;
        }
        if (code == null || code.equals(other.getCode())) {
            return matches(prefix, asked, other.getValue());
        }
        if (!UCUM.equals(system) || !other.hasCode() || !comparable(code, other.getCode())) {
            return false;
        }
        BigDecimal half = halfOfLastDigit(asked);
        return matches(
                prefix,
                canonical(code, asked),
                canonical(code, asked.subtract(half)),
                canonical(code, asked.add(half)),
                canonical(other.getCode(), other.getValue()));
    }

    private static boolean comparable(String one, String other) {
        var first = canonical(one);
        var second = canonical(other);
        return first.isPresent()
                && second.isPresent()
                && first.get().getCode().equals(second.get().getCode())
                && one.contains("mol") == other.contains("mol")
                && one.contains("[IU]") == other.contains("[IU]")
                && one.contains("[iU]") == other.contains("[iU]")
                && !Stream.of(one, other).anyMatch(unit -> unit.equals("U/L") || unit.contains("[pH]"));
    }

    private static Optional<Pair> canonical(String unit) {
        return CANONICAL.computeIfAbsent(unit, code -> {
            try {
                return Optional.of(UNITS.getCanonicalForm(new Pair(new Decimal(1), code)));
            } catch (UcumException | RuntimeException noUnit) {
                return Optional.empty();
            }
        });
    }

    private static BigDecimal canonical(String unit, BigDecimal value) {
        return new BigDecimal(canonical(unit).orElseThrow().getValue().asDecimal())
                .multiply(value)
                .round(new MathContext(18));
    }

    private static BigDecimal halfOfLastDigit(BigDecimal number) {
        return new BigDecimal("0.5").scaleByPowerOfTen(-number.scale());
    }

    private static boolean matches(String prefix, BigDecimal asked, BigDecimal number) {
        BigDecimal half = halfOfLastDigit(asked);
        return matches(prefix, asked, asked.subtract(half), asked.add(half), number);
    }

    private static boolean matches(
            String prefix, BigDecimal asked, BigDecimal low, BigDecimal high, BigDecimal number) {
        boolean within = number.compareTo(low) >= 0 && number.compareTo(high) < 0;
        int difference = number.compareTo(asked);
        return switch (prefix) {
            case "", "eq" -> within;
            case "ne" -> !within;
            case "gt", "sa" -> difference > 0;
            case "lt", "eb" -> difference < 0;
            case "ge" -> difference >= 0;
            case "le" -> difference <= 0;
            default -> number.subtract(asked).abs().compareTo(asked.abs().multiply(new BigDecimal("0.1"))) <= 0;
        };
    }
}
