package vn.lienthong.record;

/**
 * Compressed bytes and the dictionary they were packed with.
 *
 * @param dictionary key of the dictionary; 0 is none
 */
@SuppressWarnings("ArrayRecordComponent")
public record Packed(short dictionary, byte[] bytes) {

    public static final Packed EMPTY = new Packed((short) 0, new byte[0]);
}
