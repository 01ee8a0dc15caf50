package vn.lienthong.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.lienthong.record.Packing;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class JsonChunksTest {

    private static final int LARGER_THAN_A_CHUNK = 100_000;

    private final Counted out = new Counted();
    private final JsonChunks json = new JsonChunks(out);

    @ParameterizedTest
    @ValueSource(strings = {"", "Patient/1", "a\"b", "a\\b", "tab\there", "Nguyễn Văn Biển", "\u0001", "😀"})
    void a_string_is_read_back_as_it_was(String text) throws IOException {
        json.quoted(text).drain();
        assertThat(new ObjectMapper().readValue(out.toByteArray(), String.class))
                .isEqualTo(text);
    }

    @Test
    void a_string_longer_than_a_chunk_is_read_back_as_it_was() throws IOException {
        var text = "long ".repeat(LARGER_THAN_A_CHUNK);
        json.raw("[").quoted("before").raw(",").quoted(text).raw("]").drain();
        assertThat(new ObjectMapper().readValue(out.toByteArray(), String[].class))
                .containsExactly("before", text);
    }

    @Test
    void pieces_of_all_lengths_keep_their_order() throws IOException {
        var expected = new StringBuilder();
        for (int length = 0; length < LARGER_THAN_A_CHUNK; length = 2 * length + 1) {
            var piece = "%d".formatted(length % 10).repeat(length);
            json.raw(piece).raw("|");
            expected.append(piece).append('|');
        }
        json.drain();
        assertThat(out.toString(UTF_8)).isEqualTo(expected.toString());
    }

    @Test
    void stored_bodies_of_all_lengths_keep_their_order() throws IOException {
        var dictionary = new Packing.Dictionary(
                (short) 1, Packing.Purpose.BODY, "Observation".repeat(20).getBytes(UTF_8));
        var packing = new Packing(List.of(dictionary), _ -> dictionary);
        var expected = new StringBuilder();
        try (var unpacker = packing.unpacker()) {
            for (int length = 0; length < LARGER_THAN_A_CHUNK; length = length * 3 / 2 + 1) {
                var body = "%d".formatted(length % 10).repeat(length);
                json.raw(packing.pack(Packing.Purpose.BODY, body.getBytes(UTF_8)), unpacker)
                        .raw("|");
                expected.append(body).append('|');
            }
        }
        json.drain();
        assertThat(out.toString(UTF_8)).isEqualTo(expected.toString());
    }

    @Test
    void small_pieces_are_passed_on_in_few_writes() throws IOException {
        for (int piece = 0; piece < LARGER_THAN_A_CHUNK; piece++) {
            json.raw("x");
        }
        json.drain();
        assertThat(out.size()).isEqualTo(LARGER_THAN_A_CHUNK);
        assertThat(out.writes).isLessThan(10);
    }

    private static final class Counted extends ByteArrayOutputStream {

        private int writes;

        @Override
        public void write(byte[] bytes, int from, int length) {
            writes++;
            super.write(bytes, from, length);
        }
    }
}
