package vn.lienthong.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Lines of a file")
class LineReaderTest {

    private static final int LONGEST = 100_000;

    @Test
    @DisplayName("are numbered from 1, blank ones are passed over, the last needs no end")
    void numbers() throws IOException {
        assertThat(read("a\n\n  \r\nb\r\nc", 10)).containsExactly("1:a", "4:b\r", "5:c");
        assertThat(read("", 10)).isEmpty();
        assertThat(read("\n\n", 10)).isEmpty();
    }

    @Test
    @DisplayName("come so many at a time")
    void portions() throws IOException {
        var reader = reader("a\nb\nc\n");
        assertThat(reader.next(2)).hasSize(2);
        assertThat(reader.next(2)).hasSize(1);
        assertThat(reader.next(2)).isEmpty();
        assertThat(reader.number()).isEqualTo(3);
    }

    @Test
    @DisplayName("may be longer than what is read at once, and are left out beyond the limit")
    void lengths() throws IOException {
        var fits = "x".repeat(LONGEST);
        assertThat(read(fits + "\n" + fits + "y\nz\n", 10)).containsExactly("1:" + fits, "2:too long", "3:z");
    }

    @Test
    @DisplayName("end a portion when they are many bytes")
    void bytes() throws IOException {
        var long1 = "x".repeat(LONGEST - 1);
        assertThat(reader(long1 + "\n" + long1 + "\n" + long1).next(10)).hasSize(2);
    }

    private static LineReader reader(String text) {
        return new LineReader(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), LONGEST);
    }

    private static List<String> read(String text, int most) throws IOException {
        var all = new ArrayList<String>();
        var reader = reader(text);
        for (var lines = reader.next(most); !lines.isEmpty(); lines = reader.next(most)) {
            lines.forEach(line -> all.add(line.number() + ":"
                    + line.content()
                            .map(content -> new String(content, StandardCharsets.UTF_8))
                            .orElse("too long")));
        }
        return all;
    }
}
