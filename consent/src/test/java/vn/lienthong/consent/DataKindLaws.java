package vn.lienthong.consent;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/**
 * What is explained about a kind of data is what happens to its rows. Both are asked in the same worlds, so that an
 * explanation and a read cannot disagree.
 */
class DataKindLaws {

    /** Fewer would be an accident, and prove nothing. */
    private static final int ENOUGH = 100;

    @Test
    void aKindIsDecidedAsEachOfItsRowsUnlessAProvisionIsBoundToSomeOfThem() {
        int[] seen = new int[2];
        RandomWorlds.seeds(7).forEach(seed -> {
            World world = RandomWorlds.of(seed);
            Decider decider = ConsentEngine.prepare(world.request(), world.policy());
            for (SampleRow row : world.rows()) {
                Decision actual = decider.decide(row);
                Decision told =
                        decider.decide(DataKind.of(row).at(world.request().now()));
                if (decider.boundToData().isEmpty()) {
                    assertThat(told).as("seed %s, %s", seed, row).isEqualTo(actual);
                    seen[0]++;
                } else if (!told.equals(actual)) {
                    seen[1]++;
                }
            }
        });
        assertThat(seen[0])
                .as("rows under provisions that look at their kind alone")
                .isGreaterThan(ENOUGH);
        assertThat(seen[1]).as("rows that differ from their kind").isGreaterThan(ENOUGH);
    }
}
