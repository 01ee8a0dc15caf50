package vn.lienthong.bulk;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Lines of <a href="https://hl7.org/fhir/R4/nd-json.html">newline delimited JSON</a>, some at a time; blank lines count and
 * are passed over. Of a line that is too long no more is kept than the limit.
 */
final class LineReader {

    /**
     * A line.
     *
     * @param number from 1
     * @param content empty where the line is too long
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Line(long number, Optional<byte[]> content) {}

    private static final int BUFFER = 1 << 16;

    private final InputStream in;
    private final int longest;
    private final byte[] buffer = new byte[BUFFER];
    private int next;
    private int filled;
    private long number;

    LineReader(InputStream in, int longest) {
        this.in = in;
        this.longest = longest;
    }

    /** How many lines were read so far. */
    long number() {
        return number;
    }

    /** The next lines: at most so many, and not much more bytes than the longest line may have; none at the end. */
    List<Line> next(int most) throws IOException {
        var lines = new ArrayList<Line>();
        int bytes = 0;
        while (lines.size() < most && bytes < longest && fill()) {
            var line = line();
            if (line.content().filter(content -> isBlank(content)).isEmpty()) {
                lines.add(line);
                bytes += line.content().map(content -> content.length).orElse(0);
            }
        }
        return lines;
    }

    private boolean fill() throws IOException {
        if (next == filled) {
            filled = Math.max(in.read(buffer), 0);
            next = 0;
        }
        return filled > 0;
    }

    private Line line() throws IOException {
        var content = new ByteArrayOutputStream();
        boolean fits = true;
        boolean ended = false;
        while (!ended && fill()) {
            int end = next;
            while (end < filled && buffer[end] != '\n') {
                end++;
            }
            fits &= content.size() + end - next <= longest;
            if (fits) {
                content.write(buffer, next, end - next);
            }
            ended = end < filled;
            next = ended ? end + 1 : end;
        }
        number++;
        return new Line(number, fits ? Optional.of(content.toByteArray()) : Optional.empty());
    }

    private static boolean isBlank(byte[] content) {
        for (byte character : content) {
            if (character != ' ' && character != '\t' && character != '\r') {
                return false;
            }
        }
        return true;
    }
}
