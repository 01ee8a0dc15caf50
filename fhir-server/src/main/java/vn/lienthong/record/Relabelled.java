package vn.lienthong.record;

import org.jspecify.annotations.Nullable;

/**
 * A version whose labels changed and nothing else: same version, same time.
 *
 * @param row with its new labels, body and search values
 * @param tells hashes of what it tells of; {@code null} leaves them
 */
@SuppressWarnings("ArrayRecordComponent")
public record Relabelled(RecordRow row, long @Nullable [] tells) {}
