package vn.lienthong.search;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The order of a result (<a href="https://hl7.org/fhir/R4/search.html#sort">_sort</a>): by each key, rows without a
 * value last in either direction, and by id where all keys are equal, so that the order is total and pages do not shift.
 *
 * <p>Of several values the smallest counts when rising, the greatest when falling; a period counts from its start.
 */
public final class Sorter {

    /** What a row tells without its values being opened. */
    private static final Set<String> BESIDE_VALUES = Set.of("_id", "_lastUpdated");

    private final List<ResultParameters.SortKey> keys;
    private final boolean looksInside;

    Sorter(List<ResultParameters.SortKey> keys) {
        this.keys = List.copyOf(keys);
        this.looksInside = keys.stream()
                .anyMatch(key -> !BESIDE_VALUES.contains(key.parameter().code()));
    }

    /** The place of one row: compares by its bytes and can be written into a page link. */
    public static final class Place implements Comparable<Place> {

        private final byte[] bytes;

        private Place(byte[] bytes) {
            this.bytes = bytes;
        }

        public static Place fromText(String text) {
            return new Place(Base64.getUrlDecoder().decode(text));
        }

        public String toText() {
            return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        }

        @Override
        public int compareTo(Place other) {
            return Arrays.compareUnsigned(bytes, other.bytes);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Place place && Arrays.equals(bytes, place.bytes);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(bytes);
        }
    }

    /** A row with its place. */
    public record Placed<T>(T row, Place place) {}

    public Place placeOf(SearchValuesView view, SearchRow row) {
        var bytes = new ByteArrayOutputStream(64);
        for (ResultParameters.SortKey key : keys) {
            byte[] part = switch (key.parameter().code()) {
                case "_id" -> text(row.id().getBytes(UTF_8));
                case "_lastUpdated" -> number(row.lastUpdatedMillis());
                default -> bestOf(view, key);
            };
            bytes.write(part == null ? 1 : 0);
            if (part != null) {
                bytes.writeBytes(key.descending() ? inverted(part) : part);
            }
        }
        bytes.writeBytes(row.id().getBytes(UTF_8));
        return new Place(bytes.toByteArray());
    }

    /** The rows in order; {@code values} gives the stored search values of a row. */
    public <T extends SearchRow> List<Placed<T>> sort(List<T> rows, Function<T, byte[]> values) {
        var placed = new ArrayList<Placed<T>>(rows.size());
        var view = new SearchValuesView(new byte[] {SearchValues.FORMAT});
        for (T row : rows) {
            if (looksInside) {
                view.reset(values.apply(row));
            }
            placed.add(new Placed<>(row, placeOf(view, row)));
        }
        placed.sort((one, other) -> one.place().compareTo(other.place()));
        return placed;
    }

    private static byte @Nullable [] bestOf(SearchValuesView view, ResultParameters.SortKey key) {
        byte[] best = null;
        SearchKind kind = key.parameter().kind();
        for (int left = view.seek(key.parameter().ordinal()); left > 0; left--) {
            view.cursor().next(kind);
            byte[] part = part(view.cursor(), kind);
            boolean better = best == null || Arrays.compareUnsigned(part, best) < 0 != key.descending();
            if (part.length > 0 && better) {
                best = part;
            }
        }
        return best;
    }

    /** Bytes whose unsigned order is the order of the values; empty when the value has nothing to sort by. */
    private static byte[] part(ValueCursor cursor, SearchKind kind) {
        return switch (kind) {
            case TOKEN ->
                cursor.isPresent(ValueCursor.CODE)
                        ? text(SearchValues.lowerCaseAscii(cursor.copy(ValueCursor.CODE)))
                        : optionalText(cursor, ValueCursor.TEXT);
            case STRING -> text(cursor.copy(ValueCursor.FOLDED));
            case URI -> text(cursor.copy(ValueCursor.URL));
            case REFERENCE ->
                cursor.isPresent(ValueCursor.ID)
                        ? text((cursor.string(ValueCursor.TYPE) + "/" + cursor.string(ValueCursor.ID)).getBytes(UTF_8))
                        : optionalText(cursor, ValueCursor.URL);
            case DATE -> number(cursor.low == SearchValue.DateRange.OPEN_LOW ? cursor.high : cursor.low);
            case NUMBER, QUANTITY -> {
                BigDecimal low = cursor.lowNumber();
                BigDecimal number = low == null ? cursor.highNumber() : low;
                yield number == null ? new byte[0] : number(sortable(number.doubleValue()));
            }
            case COMPOSITE, SPECIAL -> new byte[0];
        };
    }

    private static byte[] optionalText(ValueCursor cursor, int slot) {
        return cursor.isPresent(slot) ? text(cursor.copy(slot)) : new byte[0];
    }

    /** The zero at the end keeps a text before its continuations; FHIR strings hold none. */
    private static byte[] text(byte[] text) {
        return Arrays.copyOf(text, text.length + 1);
    }

    private static byte[] number(long number) {
        return ByteBuffer.allocate(Long.BYTES).putLong(number ^ Long.MIN_VALUE).array();
    }

    /** Bits of a double whose signed order is the order of the numbers. */
    private static long sortable(double number) {
        long bits = Double.doubleToLongBits(number + 0.0);
        return bits < 0 ? bits ^ Long.MAX_VALUE : bits;
    }

    private static byte[] inverted(byte[] bytes) {
        var inverted = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            inverted[i] = (byte) ~bytes[i];
        }
        return inverted;
    }
}
