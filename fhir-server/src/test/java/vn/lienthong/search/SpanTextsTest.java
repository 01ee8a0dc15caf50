package vn.lienthong.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Texts by their stored bytes")
class SpanTextsTest {

    private final SpanTexts texts = new SpanTexts();

    @Test
    void areMadeOnceForEqualBytes() {
        var row = "..http://loinc.org|4548-4".getBytes(StandardCharsets.UTF_8);
        var other = "http://loinc.org|4548-4".getBytes(StandardCharsets.UTF_8);
        var made = texts.of(row, 2, row.length, () -> "text");
        assertThat(texts.of(other, 0, other.length, () -> "another")).isSameAs(made);
    }

    @Test
    void areNeverMixedUpHoweverManyThereAre() {
        var random = new Random(22);
        List<byte[]> spans = IntStream.range(0, 20_000)
                .mapToObj(_ -> {
                    var span = new byte[random.nextInt(6)];
                    for (int at = 0; at < span.length; at++) {
                        span[at] = (byte) (random.nextInt(5) - 2);
                    }
                    return span;
                })
                .toList();
        for (var span : spans) {
            var text = new String(span, StandardCharsets.ISO_8859_1);
            assertThat(texts.of(span, 0, span.length, () -> text)).isEqualTo(text);
        }
    }
}
