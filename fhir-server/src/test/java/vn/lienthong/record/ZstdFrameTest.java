package vn.lienthong.record;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ZstdFrameTest {

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 255, 256, 257, 65_535, 65_536, 65_791, 65_792, 1 << 20, 1 << 24})
    void a_frame_tells_its_size_as_the_library_says(int size) {
        for (boolean dictionaryId : new boolean[] {true, false}) {
            var frame = compressed(size, dictionaryId, true);
            assertThat(ZstdFrame.contentSize(frame)).isEqualTo(size).isEqualTo(Zstd.getFrameContentSize(frame));
        }
    }

    @Test
    void a_frame_that_does_not_tell_has_no_size() {
        assertThat(ZstdFrame.contentSize(compressed(1000, false, false))).isNegative();
    }

    @Test
    void what_is_cut_off_or_no_frame_has_no_size() {
        var frame = compressed(1000, false, true);
        for (int length = 0; length < 6; length++) {
            assertThat(ZstdFrame.contentSize(Arrays.copyOf(frame, length))).isNegative();
        }
        assertThat(ZstdFrame.contentSize("{\"resourceType\":\"Patient\"}".getBytes()))
                .isNegative();
    }

    private static byte[] compressed(int size, boolean dictionaryId, boolean contentSize) {
        var content = new byte[size];
        new Random(size).nextBytes(content);
        try (var context = new ZstdCompressCtx()) {
            context.setDictID(dictionaryId);
            context.setContentSize(contentSize);
            return context.compress(content);
        }
    }
}
