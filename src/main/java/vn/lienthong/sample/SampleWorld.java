package vn.lienthong.sample;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The seeded generator of people and their records: the same seed, day and size give the same bytes.
 *
 * <p>Immutable; its streams are lazy and may be made parallel, since no person depends on another.
 */
public final class SampleWorld {
    public static final long SEED = 22;
    /** Fixed, so that the sample data of a release is the same on every day on which it is made. */
    public static final LocalDate TODAY = LocalDate.of(2026, 11, 1);

    /**
     * The first person's number; each is registered at 22021, among others, as {@code Patient/22021-<number>}. Numbers
     * below belong to the demo's people.
     */
    public static final int FIRST_NUMBER = 1001;

    private final long seed;
    private final LocalDate today;
    private final Population population;

    public SampleWorld() {
        this(SEED, TODAY);
    }

    /** `today` is the day after the last recorded event. */
    public SampleWorld(long seed, LocalDate today) {
        this.seed = seed;
        this.today = today;
        this.population = new Population(seed, today);
    }

    /** All pushes about the first `people` of this world, person by person, facility by facility, in order of time. */
    public Stream<Push> pushes(int people, ResourcesPerPerson size) {
        return pushes(0, people, size);
    }

    /** The same for a part of the world: from person `from` (the first is 0) to before person `to`. */
    public Stream<Push> pushes(int from, int to, ResourcesPerPerson size) {
        return IntStream.range(from, to)
                .mapToObj(index -> population.person(FIRST_NUMBER + index, "person-" + (FIRST_NUMBER + index)))
                .flatMap(person -> pushes(person, size).stream());
    }

    List<Push> pushes(Person person, ResourcesPerPerson size) {
        return new History(seed, today, person, size).pushes();
    }

    Population population() {
        return population;
    }

    LocalDate today() {
        return today;
    }
}
