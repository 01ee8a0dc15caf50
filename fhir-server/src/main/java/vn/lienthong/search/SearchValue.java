package vn.lienthong.search;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One value of a search parameter, as it is stored beside a resource. */
public sealed interface SearchValue {

    /**
     * A code, identifier, flag or contact point.
     *
     * @param systemImplied the element itself carries no system (a {@code code}): {@code |code} finds it too
     * @param text what {@code :text} searches: display, text, or the text of an identifier's type
     * @param types the codes of an identifier's type, for {@code :of-type}
     */
    record Token(
            @Nullable String system,
            boolean systemImplied,
            @Nullable String code,
            @Nullable String text,
            List<Type> types)
            implements SearchValue {

        public record Type(@Nullable String system, String code) {}

        public Token {
            types = List.copyOf(types);
        }

        public static Token of(@Nullable String system, @Nullable String code, @Nullable String text) {
            return new Token(system, false, code, text, List.of());
        }

        public static Token implied(@Nullable String system, @Nullable String code) {
            return new Token(system, true, code, null, List.of());
        }
    }

    /**
     * A reference: by type and id within this server, or by url (another server, a urn, a canonical), and perhaps by
     * identifier. A reference to a contained resource has none of them: it is present, but no query finds it.
     */
    record Reference(
            @Nullable String type,
            @Nullable String id,
            @Nullable String version,
            @Nullable String url,
            @Nullable String identifierSystem,
            @Nullable String identifier)
            implements SearchValue {

        public static Reference local(String type, String id, @Nullable String version) {
            return new Reference(type, id, version, null, null, null);
        }

        public static Reference url(String url) {
            return new Reference(null, null, null, url, null, null);
        }

        public Reference withIdentifier(@Nullable String system, @Nullable String value) {
            return new Reference(type, id, version, url, system, value);
        }
    }

    /** The first and the last millisecond of a time; the bounds of {@code long} where it is open. */
    record DateRange(long low, long high) implements SearchValue {

        public static final long OPEN_LOW = Long.MIN_VALUE;
        public static final long OPEN_HIGH = Long.MAX_VALUE;

        public DateRange {
            if (low > high) {
                throw new IllegalArgumentException("a range of time ends before it begins");
            }
        }
    }

    /** A string, compared by its {@linkplain FoldedText folded} form, or as it is. */
    record Text(String value) implements SearchValue {}

    /** A number: exact when both bounds are the same, open where a bound is null. */
    record NumberRange(@Nullable BigDecimal low, @Nullable BigDecimal high) implements SearchValue {

        public static NumberRange exactly(BigDecimal value) {
            return new NumberRange(value, value);
        }
    }

    /** A number with its unit. */
    record Quantity(
            @Nullable BigDecimal low,
            @Nullable BigDecimal high,
            @Nullable String system,
            @Nullable String code,
            @Nullable String unit)
            implements SearchValue {}

    record Uri(String value) implements SearchValue {}

    /** The values of the components of a composite that stand together: one list for each component. */
    record Composite(List<List<SearchValue>> components) implements SearchValue {

        public Composite {
            components = components.stream().map(List::copyOf).toList();
        }
    }

    /** A place on earth, in degrees of WGS84. */
    record Position(double latitude, double longitude) implements SearchValue {}
}
