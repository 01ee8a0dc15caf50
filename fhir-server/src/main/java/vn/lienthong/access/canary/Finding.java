package vn.lienthong.access.canary;

/**
 * Something that the self-test did not expect.
 *
 * @param probe what was asked
 * @param what came, or did not come
 */
sealed interface Finding {

    String probe();

    String what();

    /** A row that is hidden was shown. */
    record Leak(String probe, String what) implements Finding {}

    /** A row that is granted was not shown. */
    record Gap(String probe, String what) implements Finding {}
}
