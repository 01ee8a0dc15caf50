package vn.lienthong.search;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads stored values one after the other without building objects: {@link #next} decodes where the parts of one value
 * lie, and the questions below compare them in place. Not thread-safe.
 */
final class ValueCursor {

    static final int SYSTEM = 0;
    static final int CODE = 1;
    static final int TEXT = 2;

    static final int TYPE = 0;
    static final int ID = 1;
    static final int VERSION = 2;
    static final int URL = 3;
    static final int IDENTIFIER_SYSTEM = 4;
    static final int IDENTIFIER = 5;

    static final int FOLDED = 0;
    static final int ORIGINAL = 1;

    /** Where a stored unit of a quantity lies, after the slots of a token. */
    static final int UNIT = TEXT;

    private static final int ABSENT = -1;

    private final int[] start = new int[6];
    private final int[] length = new int[6];
    private byte[] bytes;
    private int position;

    private int valueAt;
    private int flags;
    private int typesAt;
    private int lowAt;
    private int highAt;
    long low;
    long high;

    ValueCursor(byte[] bytes) {
        this.bytes = bytes;
    }

    void reset(byte[] stored) {
        bytes = stored;
        position = 0;
    }

    void moveTo(int index) {
        position = index;
    }

    int position() {
        return position;
    }

    boolean atEnd() {
        return position >= bytes.length;
    }

    /** Decodes one value of a kind that is not composite and moves behind it. */
    void next(SearchKind kind) {
        valueAt = position;
        switch (kind) {
            case TOKEN -> nextToken();
            case REFERENCE -> nextReference();
            case DATE -> nextDate();
            case STRING -> nextText();
            case NUMBER -> nextRange();
            case QUANTITY -> nextQuantity();
            case URI -> readSlot(URL, true);
            case SPECIAL -> {
                low = readLong();
                high = readLong();
            }
            case COMPOSITE -> throw new IllegalStateException("a composite is read by its components");
        }
    }

    private void nextToken() {
        flags = readByte();
        readSlot(SYSTEM, has(ValueWriter.HAS_SYSTEM));
        readSlot(CODE, has(ValueWriter.HAS_CODE));
        readSlot(TEXT, has(ValueWriter.HAS_TEXT));
        typesAt = position;
        if (has(ValueWriter.HAS_TYPES)) {
            for (int strings = 2 * readVarint(); strings > 0; strings--) {
                skipString();
            }
        }
    }

    private void nextReference() {
        flags = readByte();
        readSlot(TYPE, has(ValueWriter.HAS_TYPE));
        readSlot(ID, has(ValueWriter.HAS_ID));
        readSlot(VERSION, has(ValueWriter.HAS_VERSION));
        readSlot(URL, has(ValueWriter.HAS_URL));
        readSlot(IDENTIFIER_SYSTEM, has(ValueWriter.HAS_IDENTIFIER_SYSTEM));
        readSlot(IDENTIFIER, has(ValueWriter.HAS_IDENTIFIER));
    }

    private void nextDate() {
        flags = readByte();
        low = has(ValueWriter.HAS_LOW) ? readLong() : SearchValue.DateRange.OPEN_LOW;
        high = has(ValueWriter.HAS_HIGH) ? readLong() : SearchValue.DateRange.OPEN_HIGH;
    }

    private void nextText() {
        flags = readByte();
        readSlot(FOLDED, true);
        if (has(ValueWriter.IS_FOLDED)) {
            start[ORIGINAL] = start[FOLDED];
            length[ORIGINAL] = length[FOLDED];
        } else {
            readSlot(ORIGINAL, true);
        }
    }

    private void nextRange() {
        flags = readByte();
        lowAt = has(ValueWriter.HAS_LOW) ? skipDecimal() : ABSENT;
        if (has(ValueWriter.IS_EXACT)) {
            highAt = lowAt;
        } else {
            highAt = has(ValueWriter.HAS_HIGH) ? skipDecimal() : ABSENT;
        }
    }

    private void nextQuantity() {
        nextRange();
        readSlot(SYSTEM, has(ValueWriter.HAS_UNIT_SYSTEM));
        readSlot(CODE, has(ValueWriter.HAS_UNIT_CODE));
        readSlot(UNIT, has(ValueWriter.HAS_UNIT));
        if (has(ValueWriter.HAS_CANONICAL)) {
            skipString();
        }
    }

    boolean has(int flag) {
        return (flags & flag) != 0;
    }

    boolean isPresent(int slot) {
        return length[slot] != ABSENT;
    }

    boolean isEqual(int slot, byte[] text) {
        int from = start[slot];
        return length[slot] == text.length && Arrays.equals(bytes, from, from + text.length, text, 0, text.length);
    }

    /** Whether the slot holds a text that is already in lower case, in whatever case of ASCII letters. */
    boolean isEqualIgnoringCase(int slot, byte[] lowerCase) {
        if (length[slot] != lowerCase.length) {
            return false;
        }
        int from = start[slot];
        for (int i = 0; i < lowerCase.length; i++) {
            byte stored = bytes[from + i];
            if (stored != lowerCase[i] && SearchValues.lowerCaseAscii(stored) != lowerCase[i]) {
                return false;
            }
        }
        return true;
    }

    boolean startsWith(int slot, byte[] text) {
        int from = start[slot];
        return length[slot] >= text.length && Arrays.equals(bytes, from, from + text.length, text, 0, text.length);
    }

    boolean contains(int slot, byte[] text) {
        int last = start[slot] + length[slot] - text.length;
        for (int from = start[slot]; from <= last; from++) {
            if (Arrays.equals(bytes, from, from + text.length, text, 0, text.length)) {
                return true;
            }
        }
        return length[slot] != ABSENT && text.length == 0;
    }

    /** Whether the whole slot is the beginning of the text. */
    boolean isPrefixOf(int slot, byte[] text) {
        int size = length[slot];
        return size != ABSENT
                && size <= text.length
                && Arrays.equals(bytes, start[slot], start[slot] + size, text, 0, size);
    }

    /** The byte of a slot at an index, or -1 behind its end. */
    int byteAt(int slot, int index) {
        return index < length[slot] ? bytes[start[slot] + index] & 0xff : -1;
    }

    int lengthOf(int slot) {
        return length[slot];
    }

    /** Whether an identifier has a type with this code, and with this system if it is not null. */
    boolean hasType(byte @Nullable [] system, byte[] code) {
        if (!has(ValueWriter.HAS_TYPES)) {
            return false;
        }
        int behind = position;
        position = typesAt;
        boolean found = false;
        for (int types = readVarint(); types > 0; types--) {
            readSlot(3, true);
            readSlot(4, true);
            found |= (system == null || isEqual(3, system)) && isEqual(4, code);
        }
        position = behind;
        return found;
    }

    List<SearchValue.Token.Type> types() {
        if (!has(ValueWriter.HAS_TYPES)) {
            return List.of();
        }
        int behind = position;
        position = typesAt;
        var types = new ArrayList<SearchValue.Token.Type>();
        for (int left = readVarint(); left > 0; left--) {
            readSlot(3, true);
            readSlot(4, true);
            String system = string(3);
            types.add(new SearchValue.Token.Type("".equals(system) ? null : system, "" + string(4)));
        }
        position = behind;
        return types;
    }

    @Nullable
    String string(int slot) {
        return length[slot] == ABSENT ? null : new String(bytes, start[slot], length[slot], UTF_8);
    }

    /**
     * The text of a value of which everything up to the end of a slot matters, made once for all rows that hold it.
     * What lies there tells by itself where each of its parts ends, so two values never look alike.
     */
    String text(int lastSlot, SpanTexts texts, Supplier<String> make) {
        return texts.of(bytes, valueAt, start[lastSlot] + length[lastSlot], make);
    }

    byte[] copy(int slot) {
        return Arrays.copyOfRange(bytes, start[slot], start[slot] + Math.max(0, length[slot]));
    }

    /** The lower bound of a number or quantity; null when it is open. */
    @Nullable
    BigDecimal lowNumber() {
        return decimalAt(lowAt);
    }

    @Nullable
    BigDecimal highNumber() {
        return decimalAt(highAt);
    }

    boolean isExact() {
        return has(ValueWriter.IS_EXACT);
    }

    private @Nullable BigDecimal decimalAt(int index) {
        if (index == ABSENT) {
            return null;
        }
        int behind = position;
        position = index;
        int zigzag = readVarint();
        int scale = (zigzag >>> 1) ^ -(zigzag & 1);
        int size = readVarint();
        BigDecimal number;
        if (size <= Long.BYTES) {
            long unscaled = bytes[position];
            for (int i = 1; i < size; i++) {
                unscaled = (unscaled << 8) | (bytes[position + i] & 0xff);
            }
            number = BigDecimal.valueOf(unscaled, scale);
        } else {
            number = new BigDecimal(new BigInteger(bytes, position, size), scale);
        }
        position = behind;
        return number;
    }

    private int skipDecimal() {
        int at = position;
        readVarint();
        skipString();
        return at;
    }

    private void readSlot(int slot, boolean present) {
        if (present) {
            int size = readVarint();
            start[slot] = position;
            length[slot] = size;
            position += size;
        } else {
            length[slot] = ABSENT;
        }
    }

    private void skipString() {
        int size = readVarint();
        position += size;
    }

    int readByte() {
        return bytes[position++] & 0xff;
    }

    int readVarint() {
        int value = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = bytes[position++];
            value |= (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }

    private long readLong() {
        long value = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            value = (value << 8) | (bytes[position++] & 0xff);
        }
        return value;
    }
}
