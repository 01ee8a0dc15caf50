package vn.lienthong.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.ZstdDictTrainer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import vn.lienthong.record.Packing.Dictionary;
import vn.lienthong.record.Packing.Purpose;

@DisplayName("Packing")
class PackingTest {

    private static final Dictionary OLDER = trained((short) 1, "Observation");
    private static final Dictionary NEWER = trained((short) 2, "Condition");
    private static final Map<Short, Dictionary> STORED = Map.of(OLDER.id(), OLDER, NEWER.id(), NEWER);

    @Test
    @DisplayName("gives back what it took, small, large or empty")
    void roundTrip() {
        var packing = packing(NEWER);
        var random = new byte[3_000_000];
        new Random(1).nextBytes(random);

        for (var plain : List.of(new byte[0], new byte[1], random, body("Condition", 5))) {
            assertThat(packing.unpack(packing.pack(Purpose.BODY, plain))).isEqualTo(plain);
        }
    }

    @Test
    @DisplayName("makes a body much smaller with a dictionary of its kind")
    void smaller() {
        var plain = body("Condition", 123_456);

        assertThat(packing(NEWER).pack(Purpose.BODY, plain).bytes()).hasSizeLessThan(plain.length / 4);
    }

    @Test
    @DisplayName("still reads what was packed with an older dictionary, and writes with the newest")
    void olderDictionary() {
        var plain = body("Observation", 1);
        var old = packing(OLDER).pack(Purpose.BODY, plain);

        var later = packing(NEWER);

        assertThat(later.unpack(old)).isEqualTo(plain);
        assertThat(later.pack(Purpose.BODY, plain).dictionary()).isEqualTo(NEWER.id());
        assertThat(packing(OLDER).unpack(later.pack(Purpose.BODY, plain)))
                .as("a node of the former release during an upgrade")
                .isEqualTo(plain);
    }

    @Test
    @DisplayName("reads rows of several dictionaries in turn with one unpacker")
    void inTurn() {
        var plain = body("Observation", 7);
        var old = packing(OLDER).pack(Purpose.BODY, plain);
        var packing = packing(NEWER);
        var now = packing.pack(Purpose.BODY, plain);

        try (var unpacker = packing.unpacker()) {
            for (var packed : List.of(old, now, Packed.EMPTY, old, old, now)) {
                assertThat(unpacker.unpack(packed)).isEqualTo(packed == Packed.EMPTY ? new byte[0] : plain);
            }
        }
    }

    @Test
    @DisplayName("serves many at once")
    void concurrent() throws Exception {
        var packing = packing(NEWER);
        var old = packing(OLDER).pack(Purpose.BODY, body("Observation", 0));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = IntStream.range(0, 2_000)
                    .mapToObj(number -> threads.submit((Callable<Boolean>) () -> {
                        var plain = body("Condition", number);
                        return java.util.Arrays.equals(packing.unpack(packing.pack(Purpose.BODY, plain)), plain)
                                && java.util.Arrays.equals(packing.unpack(old), body("Observation", 0));
                    }))
                    .toList();
            for (var one : all) {
                assertThat(one.get()).isTrue();
            }
        }
    }

    @Test
    @DisplayName("says clearly which dictionary is missing")
    void unknownDictionary() {
        var packed = new Packed(
                (short) 9,
                packing(NEWER).pack(Purpose.BODY, body("Condition", 1)).bytes());

        assertThatThrownBy(() -> packing(NEWER).unpack(packed))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("9");
    }

    @Test
    @DisplayName("refuses what is no frame of its own instead of guessing")
    void spoilt() {
        assertThatThrownBy(() -> packing(NEWER).unpack(new Packed(NEWER.id(), new byte[] {1, 2, 3, 4, 5, 6, 7, 8})))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("not a zstd frame");
        assertThatThrownBy(() -> packing(NEWER).pack(Purpose.SEARCH, new byte[1]))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("SEARCH");
    }

    private static Packing packing(Dictionary current) {
        return new Packing(
                List.of(current),
                id -> Optional.ofNullable(STORED.get(id))
                        .orElseThrow(() -> new IllegalStateException("Dictionary %d is not known".formatted(id))));
    }

    private static Dictionary trained(short id, String type) {
        var trainer = new ZstdDictTrainer(1 << 20, 8 << 10);
        for (int number = 0; number < 500; number++) {
            trainer.addSample(body(type, number));
        }
        return new Dictionary(id, Purpose.BODY, trainer.trainSamples());
    }

    private static byte[] body(String type, int number) {
        return """
                {"resourceType":"%s","id":"%d","meta":{"versionId":"1","lastUpdated":"2026-01-01T00:00:00.%03dZ"},\
                "status":"final","code":{"coding":[{"system":"http://loinc.org","code":"%d-4"}]},\
                "subject":{"reference":"Patient/%d"},"note":[{"text":"%s"}]}""".formatted(type, number, number % 1000, number * 31, number % 7, Integer.toHexString(number * 7919))
                .getBytes(StandardCharsets.UTF_8);
    }
}
