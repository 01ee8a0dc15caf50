package vn.lienthong.record.store;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Part of a WHERE clause: the row holds at least one token of each group. */
record TokenCondition(String sql, Map<String, Object> params) {

    static TokenCondition of(String alias, List<long[]> groups) {
        var sql = new StringBuilder();
        var params = new HashMap<String, Object>();
        for (int i = 0; i < groups.size(); i++) {
            sql.append(" AND %s.tokens && :tokens%d".formatted(alias, i));
            params.put("tokens" + i, Arrays.stream(groups.get(i)).boxed().toArray(Long[]::new));
        }
        return new TokenCondition(sql.toString(), params);
    }
}
