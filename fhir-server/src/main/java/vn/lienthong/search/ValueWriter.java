package vn.lienthong.search;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes search values as bytes; {@link ValueCursor} reads them. */
final class ValueWriter {

    static final int HAS_SYSTEM = 1;
    static final int HAS_CODE = 2;
    static final int HAS_TEXT = 4;
    static final int SYSTEM_IMPLIED = 8;
    static final int HAS_TYPES = 16;

    static final int HAS_TYPE = 1;
    static final int HAS_ID = 2;
    static final int HAS_VERSION = 4;
    static final int HAS_URL = 8;
    static final int HAS_IDENTIFIER_SYSTEM = 16;
    static final int HAS_IDENTIFIER = 32;

    static final int HAS_LOW = 1;
    static final int HAS_HIGH = 2;
    static final int IS_EXACT = 4;
    static final int HAS_UNIT_SYSTEM = 8;
    static final int HAS_UNIT_CODE = 16;
    static final int HAS_UNIT = 32;
    /** Kept for the value in canonical units: a block with its length in front, which readers of format 1 skip. */
    static final int HAS_CANONICAL = 64;

    static final int IS_FOLDED = 1;

    private byte[] bytes;
    private int size;

    ValueWriter(int capacity) {
        bytes = new byte[capacity];
    }

    void clear() {
        size = 0;
    }

    int size() {
        return size;
    }

    byte[] toByteArray() {
        return Arrays.copyOf(bytes, size);
    }

    void put(SearchValue value) {
        switch (value) {
            case SearchValue.Token token -> putToken(token);
            case SearchValue.Reference reference -> putReference(reference);
            case SearchValue.DateRange date -> putDate(date);
            case SearchValue.Text text -> putText(text);
            case SearchValue.NumberRange number -> putRange(number.low(), number.high(), 0);
            case SearchValue.Quantity quantity -> putQuantity(quantity);
            case SearchValue.Uri uri -> putString(uri.value());
            case SearchValue.Composite composite -> putComposite(composite);
            case SearchValue.Position position -> {
                putLong(Double.doubleToLongBits(position.latitude()));
                putLong(Double.doubleToLongBits(position.longitude()));
            }
        }
    }

    private void putToken(SearchValue.Token token) {
        int flags = flag(token.system(), HAS_SYSTEM)
                | flag(token.code(), HAS_CODE)
                | flag(token.text(), HAS_TEXT)
                | (token.systemImplied() ? SYSTEM_IMPLIED : 0)
                | (token.types().isEmpty() ? 0 : HAS_TYPES);
        putByte(flags);
        putIfPresent(token.system());
        putIfPresent(token.code());
        String text = token.text();
        putIfPresent(text == null ? null : FoldedText.fold(text));
        if (!token.types().isEmpty()) {
            putVarint(token.types().size());
            token.types().forEach(type -> {
                String system = type.system();
                putString(system == null ? "" : system);
                putString(type.code());
            });
        }
    }

    private void putReference(SearchValue.Reference reference) {
        putByte(flag(reference.type(), HAS_TYPE)
                | flag(reference.id(), HAS_ID)
                | flag(reference.version(), HAS_VERSION)
                | flag(reference.url(), HAS_URL)
                | flag(reference.identifierSystem(), HAS_IDENTIFIER_SYSTEM)
                | flag(reference.identifier(), HAS_IDENTIFIER));
        putIfPresent(reference.type());
        putIfPresent(reference.id());
        putIfPresent(reference.version());
        putIfPresent(reference.url());
        putIfPresent(reference.identifierSystem());
        putIfPresent(reference.identifier());
    }

    private void putDate(SearchValue.DateRange date) {
        boolean hasLow = date.low() != SearchValue.DateRange.OPEN_LOW;
        boolean hasHigh = date.high() != SearchValue.DateRange.OPEN_HIGH;
        putByte((hasLow ? HAS_LOW : 0) | (hasHigh ? HAS_HIGH : 0));
        if (hasLow) {
            putLong(date.low());
        }
        if (hasHigh) {
            putLong(date.high());
        }
    }

    private void putText(SearchValue.Text text) {
        String folded = FoldedText.fold(text.value());
        boolean same = folded.equals(text.value());
        putByte(same ? IS_FOLDED : 0);
        putString(folded);
        if (!same) {
            putString(text.value());
        }
    }

    private void putQuantity(SearchValue.Quantity quantity) {
        int flags = flag(quantity.system(), HAS_UNIT_SYSTEM)
                | flag(quantity.code(), HAS_UNIT_CODE)
                | flag(quantity.unit(), HAS_UNIT);
        putRange(quantity.low(), quantity.high(), flags);
        putIfPresent(quantity.system());
        putIfPresent(quantity.code());
        putIfPresent(quantity.unit());
    }

    private void putRange(@Nullable BigDecimal low, @Nullable BigDecimal high, int flags) {
        boolean exact = low != null && high != null && low.compareTo(high) == 0;
        putByte(flags | flag(low, HAS_LOW) | flag(high, HAS_HIGH) | (exact ? IS_EXACT : 0));
        putDecimal(low);
        if (!exact) {
            putDecimal(high);
        }
    }

    private void putDecimal(@Nullable BigDecimal number) {
        if (number != null) {
            putVarint((number.scale() << 1) ^ (number.scale() >> 31));
            byte[] unscaled = number.unscaledValue().toByteArray();
            putVarint(unscaled.length);
            putBytes(unscaled, unscaled.length);
        }
    }

    private void putComposite(SearchValue.Composite composite) {
        putVarint(composite.components().size());
        for (List<SearchValue> values : composite.components()) {
            putVarint(values.size());
            values.forEach(this::put);
        }
    }

    private static int flag(@Nullable Object value, int flag) {
        return value == null ? 0 : flag;
    }

    private void putIfPresent(@Nullable String text) {
        if (text != null) {
            putString(text);
        }
    }

    private void putString(String text) {
        byte[] utf8 = text.getBytes(UTF_8);
        putVarint(utf8.length);
        putBytes(utf8, utf8.length);
    }

    /** Eight bytes, the highest first: dates of one day then share their first bytes, which compresses well. */
    private void putLong(long value) {
        for (int shift = 56; shift >= 0; shift -= 8) {
            putByte((int) (value >>> shift));
        }
    }

    void putVarint(int value) {
        int rest = value;
        while ((rest & ~0x7f) != 0) {
            putByte((rest & 0x7f) | 0x80);
            rest >>>= 7;
        }
        putByte(rest);
    }

    void putByte(int value) {
        makeRoom(1);
        bytes[size++] = (byte) value;
    }

    void putBytes(ValueWriter other) {
        putBytes(other.bytes, other.size);
    }

    private void putBytes(byte[] source, int length) {
        putBytes(source, 0, length);
    }

    void putBytes(byte[] source, int from, int length) {
        makeRoom(length);
        System.arraycopy(source, from, bytes, size, length);
        size += length;
    }

    private void makeRoom(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }
}
