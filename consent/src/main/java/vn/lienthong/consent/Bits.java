package vn.lienthong.consent;

/** Sets of provision numbers as words of 64 bits, without the growth and checks of {@link java.util.BitSet}. */
final class Bits {

    private Bits() {}

    static long[] empty(int size) {
        return new long[(size + 63) >>> 6];
    }

    static void set(long[] bits, int at) {
        bits[at >>> 6] |= 1L << at;
    }

    static void clear(long[] bits, int at) {
        bits[at >>> 6] &= ~(1L << at);
    }

    static boolean has(long[] bits, int at) {
        return (bits[at >>> 6] & 1L << at) != 0;
    }

    static void setAll(long[] bits, int[] those) {
        for (int at : those) {
            set(bits, at);
        }
    }

    static void copy(long[] from, long[] to) {
        System.arraycopy(from, 0, to, 0, from.length);
    }

    static void and(long[] bits, long[] other) {
        for (int i = 0; i < bits.length; i++) {
            bits[i] &= other[i];
        }
    }

    static void andNot(long[] bits, long[] other) {
        for (int i = 0; i < bits.length; i++) {
            bits[i] &= ~other[i];
        }
    }

    static void or(long[] bits, long[] other) {
        for (int i = 0; i < bits.length; i++) {
            bits[i] |= other[i];
        }
    }

    static boolean isEmpty(long[] bits) {
        for (long word : bits) {
            if (word != 0) {
                return false;
            }
        }
        return true;
    }

    /** The first member from {@code at} on, or -1. */
    static int next(long[] bits, int at) {
        int word = at >>> 6;
        if (word >= bits.length) {
            return -1;
        }
        long rest = bits[word] & -1L << at;
        while (rest == 0) {
            if (++word == bits.length) {
                return -1;
            }
            rest = bits[word];
        }
        return (word << 6) + Long.numberOfTrailingZeros(rest);
    }
}
