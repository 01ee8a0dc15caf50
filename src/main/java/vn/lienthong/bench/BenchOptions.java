package vn.lienthong.bench;

import java.util.List;

/**
 * How large a run is.
 *
 * @param people how many people are loaded
 * @param resources how many resources each has, over all facilities
 * @param keep keep the loaded database, and use a kept one of the same size
 */
record BenchOptions(int people, int resources, boolean keep, boolean quick) {

    static final String USAGE = """
            ./bench               200 people of 1,000 resources, 5 rounds of each measure; some 5 minutes
            ./bench --quick       30 people, short rounds: shows that everything runs, not how fast it is
            --people N            load N people
            --resources N         N resources a person
            --keep                keep the database in .bench/ and use it again; ingest is then measured only once""";

    private static final int PEOPLE = 200;
    private static final int QUICK_PEOPLE = 30;
    private static final int RESOURCES = 1_000;

    /** The load is measured in rounds with people of their own, after one round to warm up. */
    private static final int LEAST_PEOPLE = 12;

    BenchOptions {
        if (people < LEAST_PEOPLE) {
            throw new IllegalArgumentException("`--people` must be at least " + LEAST_PEOPLE + ".");
        }
    }

    static BenchOptions parse(List<String> arguments) {
        boolean quick = arguments.contains("--quick");
        int people = quick ? QUICK_PEOPLE : PEOPLE;
        int resources = RESOURCES;
        boolean keep = false;
        for (int at = 0; at < arguments.size(); at++) {
            switch (arguments.get(at)) {
                case "--quick" -> {}
                case "--keep" -> keep = true;
                case "--people" -> people = number(arguments, ++at);
                case "--resources" -> resources = number(arguments, ++at);
                default -> throw new IllegalArgumentException("Unknown option `" + arguments.get(at) + "`.\n" + USAGE);
            }
        }
        return new BenchOptions(people, resources, keep, quick);
    }

    private static int number(List<String> arguments, int at) {
        if (at >= arguments.size() || !arguments.get(at).matches("\\d{1,6}")) {
            throw new IllegalArgumentException("`" + arguments.get(at - 1) + "` needs a number.\n" + USAGE);
        }
        return Integer.parseInt(arguments.get(at));
    }

    int rounds() {
        return quick ? 3 : 5;
    }

    int requestsPerRound() {
        return quick ? 40 : 200;
    }

    /** On the worklist of one desk. */
    int openCases() {
        return quick ? 1_000 : 10_000;
    }

    int secondsPerRound() {
        return quick ? 2 : 8;
    }

    int starts() {
        return quick ? 2 : 5;
    }

    /** Names the data; a kept database of another name is not used. */
    String world() {
        return people + " people of " + resources + " resources";
    }
}
