package vn.lienthong.access.patch;

/**
 * What one patch may ask for.
 *
 * @param operations most operations
 * @param work most characters that are copied, and most bytes that are read to follow paths
 */
public record PatchLimits(int operations, long work) {}
