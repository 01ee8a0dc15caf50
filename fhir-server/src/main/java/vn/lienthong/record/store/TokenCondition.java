package vn.lienthong.record.store;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Part of a WHERE clause: the row holds at least one token of each group. */
final class TokenCondition {

    private TokenCondition() {}

    /**
     * The tokens, which are numbers, are in the text: as parameters PostgreSQL may plan without looking at them, think that
     * they are common, and read the whole table.
     */
    static String of(String alias, List<long[]> groups) {
        return groups.stream()
                .map(group -> " AND %s.tokens && '{%s}'::bigint[]"
                        .formatted(
                                alias,
                                Arrays.stream(group).mapToObj(Long::toString).collect(Collectors.joining(","))))
                .collect(Collectors.joining());
    }
}
