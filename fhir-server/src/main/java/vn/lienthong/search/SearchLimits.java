package vn.lienthong.search;

/**
 * How much one search may ask for.
 *
 * @param maxLinks links of one chain, {@code _has} included
 * @param maxValues values of all parameters together, alternatives included
 * @param maxIncludes {@code _include}s and {@code _revinclude}s together
 * @param maxIncludeSteps how far {@code :iterate} goes from the matches
 * @param maxIncluded resources that are included in one page
 * @param maxLinked resources to which one link leads
 */
public record SearchLimits(
        int maxLinks, int maxValues, int maxIncludes, int maxIncludeSteps, int maxIncluded, int maxLinked) {

    public static final SearchLimits USUAL = new SearchLimits(5, 1_000, 20, 4, 5_000, 5_000);
}
