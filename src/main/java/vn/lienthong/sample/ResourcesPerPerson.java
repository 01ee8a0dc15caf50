package vn.lienthong.sample;

/** How long a person's history is, over all facilities together. */
public record ResourcesPerPerson(int resources) {
    public static final ResourcesPerPerson SMALL = new ResourcesPerPerson(60);
    public static final ResourcesPerPerson THOUSAND = new ResourcesPerPerson(1_000);
    public static final ResourcesPerPerson THREE_THOUSAND = new ResourcesPerPerson(3_000);
    public static final ResourcesPerPerson TEN_THOUSAND = new ResourcesPerPerson(10_000);

    /** Below this a person cannot be registered at four facilities with something to tell at each. */
    private static final int LEAST = 24;

    public ResourcesPerPerson {
        if (resources < LEAST) {
            throw new IllegalArgumentException("a history needs at least " + LEAST + " resources");
        }
    }

    /** Years that the history reaches back: nobody has ten thousand entries within a year. */
    int years() {
        return resources < 500 ? 4 : resources < 2_000 ? 8 : resources < 5_000 ? 12 : 16;
    }
}
