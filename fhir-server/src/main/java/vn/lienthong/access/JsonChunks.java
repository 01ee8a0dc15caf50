package vn.lienthong.access;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import vn.lienthong.record.Packed;
import vn.lienthong.record.Packing;

/**
 * Gathers pieces of JSON and passes them on in chunks: a write to a servlet's stream goes through every filter's wrapper,
 * which costs more than most pieces are long.
 *
 * <p>{@link #drain} passes the rest on and does not flush, so that the servlet container can still tell the length of an
 * answer that fits its own buffer.
 */
final class JsonChunks {

    /** Some dozen resources; Tomcat sends a chunk larger than its own 8 kB as it is, without copying it again. */
    private static final int SIZE = 1 << 15;

    private final OutputStream out;
    private final byte[] buffer = new byte[SIZE];
    private int filled;

    JsonChunks(OutputStream out) {
        this.out = out;
    }

    JsonChunks raw(byte[] json) throws IOException {
        if (json.length > buffer.length - filled) {
            drain();
        }
        if (json.length > buffer.length) {
            out.write(json);
        } else {
            System.arraycopy(json, 0, buffer, filled, json.length);
            filled += json.length;
        }
        return this;
    }

    /** A stored body, unpacked into the chunk itself. */
    JsonChunks raw(Packed json, Packing.Unpacker unpacker) throws IOException {
        int size = unpacker.size(json);
        if (size > buffer.length) {
            return raw(unpacker.unpack(json));
        }
        if (size > buffer.length - filled) {
            drain();
        }
        unpacker.unpack(json, buffer, filled);
        filled += size;
        return this;
    }

    JsonChunks raw(String json) throws IOException {
        return raw(json.getBytes(StandardCharsets.UTF_8));
    }

    /** A JSON string. */
    JsonChunks quoted(String text) throws IOException {
        raw("\"");
        if (!copied(text)) {
            raw(JsonStringEncoder.getInstance().quoteAsUTF8(text));
        }
        return raw("\"");
    }

    /** Addresses, codes and times need no escape: to find that out while they are copied is cheaper than to encode them. */
    private boolean copied(String text) throws IOException {
        if (text.length() > buffer.length - filled) {
            drain();
        }
        if (text.length() > buffer.length) {
            return false;
        }
        int end = filled;
        for (int at = 0; at < text.length(); at++) {
            char character = text.charAt(at);
            if (character < ' ' || character > '~' || character == '"' || character == '\\') {
                return false;
            }
            buffer[end++] = (byte) character;
        }
        filled = end;
        return true;
    }

    void drain() throws IOException {
        out.write(buffer, 0, filled);
        filled = 0;
    }
}
