package vn.lienthong.sample;

import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;

/** Seeded chance. Each person and each of the person's facilities has dice of its own, so that none disturbs another. */
final class Dice {
    private final SplittableRandom random;

    private Dice(long seed) {
        random = new SplittableRandom(seed);
    }

    static Dice of(long seed, long... path) {
        long mixed = seed;
        for (long step : path) {
            mixed = new SplittableRandom(mixed ^ (step * 0x9E3779B97F4A7C15L)).nextLong();
        }
        return new Dice(mixed);
    }

    /** From `low` to `high`, both included. */
    int between(int low, int high) {
        return random.nextInt(low, high + 1);
    }

    boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    double share() {
        return random.nextDouble();
    }

    <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** A UUID of version 8 (made by a rule of our own, RFC 9562), the same for the same seed. */
    String uuid() {
        long high = (random.nextLong() & ~0xF000L) | 0x8000L;
        long low = (random.nextLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
        return new UUID(high, low).toString();
    }
}
