package vn.lienthong.search.fhir;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.fhir.ucum.Decimal;
import org.fhir.ucum.Pair;
import org.fhir.ucum.UcumEssenceService;
import org.fhir.ucum.UcumException;
import vn.lienthong.search.Units;

/**
 * <a href="https://ucum.org/ucum">UCUM</a>'s units by its own table. It differs in two points from what the table says,
 * because a search must not compare what is not the same: amounts of substance are no plain numbers, and an arbitrary
 * unit such as {@code [iU]} has no relation to any other.
 *
 * <p>Units that no factor relates to others, such as {@code [pH]} or decibels, are not converted; of temperatures
 * {@code Cel} and {@code [degF]} are.
 */
final class UcumUnits implements Units {

    private static final String TABLE = "/ucum-essence.xml";

    /** In the table a mole is a number; a base unit that no laboratory measures takes its place. */
    private static final String MOLE_IS_A_NUMBER =
            "<value Unit=\"10*23\" UNIT=\"10*23\" value=\"6.02214076\">6.02214076</value>";

    private static final String MOLE_IS_BASE = "<value Unit=\"cd\" UNIT=\"CD\" value=\"1\">1</value>";

    private static final Pattern UNIT = Pattern.compile("<unit Code=\"([^\"]+)\"[^>]*>");

    /** Longer than any unit in use; a longer one, or a large exponent, would only serve to make the server calculate. */
    private static final Pattern PLAUSIBLE = Pattern.compile("(?!.*\\d{5})[!-~]{1,48}");

    /** Where one unit within another ends. */
    private static final Pattern BETWEEN_ATOMS = Pattern.compile("[./()]|\\{[^}]*}|(?<=[^*^\\d])[+-]?\\d+");

    /** The longest prefix is {@code da} or {@code Ki}. */
    private static final int LONGEST_PREFIX = 2;

    /** Far more than there are in use; clients can send others, so there is an end. */
    private static final int REMEMBERED = 2_000;

    private static final Map<String, Scale> TEMPERATURES = Map.of(
            "Cel", new Scale("K", BigDecimal.ONE, new BigDecimal("273.15")),
            "[degF]",
                    new Scale(
                            "K",
                            new BigDecimal(5).divide(new BigDecimal(9), MathContext.DECIMAL128),
                            new BigDecimal("459.67")));

    private final Supplier<Table> tables;
    private final Map<String, Optional<Scale>> known = new ConcurrentHashMap<>();

    /** Reading the table takes most of a second, so it waits for the first search that needs it. */
    UcumUnits() {
        tables = new Once();
    }

    private static final class Once implements Supplier<Table> {

        private volatile Optional<Table> read = Optional.empty();

        @Override
        public synchronized Table get() {
            if (read.isEmpty()) {
                read = Optional.of(Table.read());
            }
            return read.get();
        }
    }

    private record Table(UcumEssenceService service, Set<String> special, Set<String> arbitrary) {

        static Table read() {
            try (var stream = UcumEssenceService.class.getResourceAsStream(TABLE)) {
                if (stream == null) {
                    throw new IllegalStateException("org.fhir:ucum comes without its table");
                }
                String text = new String(stream.readAllBytes(), UTF_8);
                if (!text.contains(MOLE_IS_A_NUMBER)) {
                    throw new IllegalStateException("The table of UCUM defines the mole in another way");
                }
                byte[] changed = text.replace(MOLE_IS_A_NUMBER, MOLE_IS_BASE).getBytes(UTF_8);
                return new Table(
                        new UcumEssenceService(new ByteArrayInputStream(changed)),
                        codes(text, "isSpecial=\"yes\""),
                        codes(text, "isArbitrary=\"yes\""));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (UcumException e) {
                throw new IllegalStateException("The table of UCUM cannot be read", e);
            }
        }

        private static Set<String> codes(String table, String attribute) {
            return UNIT.matcher(table)
                    .results()
                    .filter(unit -> unit.group().contains(attribute))
                    .map(unit -> unit.group(1).replace("&apos;", "'"))
                    .collect(Collectors.toUnmodifiableSet());
        }
    }

    @Override
    public Optional<Scale> scaleOf(String unit) {
        var scale = known.get(unit);
        if (scale == null) {
            scale = PLAUSIBLE.matcher(unit).matches() ? calculate(unit) : Optional.empty();
            if (known.size() < REMEMBERED) {
                known.put(unit, scale);
            }
        }
        return scale;
    }

    private Optional<Scale> calculate(String unit) {
        if (TEMPERATURES.containsKey(unit)) {
            return Optional.ofNullable(TEMPERATURES.get(unit));
        }
        Table table = tables.get();
        var apart = new TreeSet<String>();
        for (String atom : BETWEEN_ATOMS.split(unit)) {
            if (anyEnds(atom, table.special()).isPresent()) {
                return Optional.empty();
            }
            anyEnds(atom, table.arbitrary()).ifPresent(apart::add);
        }
        try {
            Pair canonical;
            synchronized (table) {
                canonical = table.service().getCanonicalForm(new Pair(new Decimal(1), unit));
            }
            var factor = new BigDecimal(canonical.getValue().asDecimal());
            return factor.signum() > 0
                    ? Optional.of(new Scale(
                            canonical.getCode() + (apart.isEmpty() ? "" : " of " + apart), factor, BigDecimal.ZERO))
                    : Optional.empty();
        } catch (UcumException | RuntimeException e) {
            return Optional.empty(); // no unit, which is no fault: it then matches by its letters
        }
    }

    private static Optional<String> anyEnds(String atom, Set<String> codes) {
        return codes.stream()
                .filter(code -> atom.endsWith(code) && atom.length() - code.length() <= LONGEST_PREFIX)
                .findFirst();
    }
}
