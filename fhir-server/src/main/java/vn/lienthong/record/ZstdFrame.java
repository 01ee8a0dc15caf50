package vn.lienthong.record;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The head of a <a href="https://www.rfc-editor.org/rfc/rfc8878#section-3.1.1">Zstandard frame</a>, read without a call
 * into native code, which for a small row takes as long as a tenth of its decompression.
 */
final class ZstdFrame {

    private static final int MAGIC = 0xFD2FB528;
    private static final int DESCRIPTOR = 4;
    private static final int SINGLE_SEGMENT = 0x20;

    /** Bytes of a dictionary's id, by the lowest two bits of the descriptor. */
    private static final int[] DICTIONARY_ID = {0, 1, 2, 4};

    /** A size of two bytes counts from here. */
    private static final int TWO_BYTES_FROM = 256;

    private static final VarHandle SHORT = view(short[].class);
    private static final VarHandle INT = view(int[].class);
    private static final VarHandle LONG = view(long[].class);

    private ZstdFrame() {}

    private static VarHandle view(Class<?> array) {
        return MethodHandles.byteArrayViewVarHandle(array, ByteOrder.LITTLE_ENDIAN);
    }

    /** How many bytes the frame holds; -1 where it does not say, or is none. */
    static long contentSize(byte[] frame) {
        if (frame.length <= DESCRIPTOR || (int) INT.get(frame, 0) != MAGIC) {
            return -1;
        }
        int descriptor = frame[DESCRIPTOR];
        boolean single = (descriptor & SINGLE_SEGMENT) != 0;
        int at = DESCRIPTOR + 1 + (single ? 0 : 1) + DICTIONARY_ID[descriptor & 3];
        int flag = (descriptor >> 6) & 3;
        if (frame.length < at + (1 << flag)) {
            return -1;
        }
        return switch (flag) {
            case 0 -> single ? frame[at] & 0xff : -1;
            case 1 -> ((short) SHORT.get(frame, at) & 0xffff) + TWO_BYTES_FROM;
            case 2 -> (int) INT.get(frame, at) & 0xffff_ffffL;
            default -> (long) LONG.get(frame, at);
        };
    }
}
