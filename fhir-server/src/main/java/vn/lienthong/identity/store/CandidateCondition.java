package vn.lienthong.identity.store;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import vn.lienthong.identity.PatientCriteria;
import vn.lienthong.identity.PatientCriteria.IdentifierToken;

/** WHERE clause of a {@link PatientCriteria}. */
record CandidateCondition(String sql, Map<String, Object> params) {

    private static final String BY_IDENTIFIER =
            "EXISTS (SELECT FROM patient_identifier i WHERE i.patient_key = p.patient_key AND (%s))";
    private static final String BY_NAME =
            "EXISTS (SELECT FROM patient_name n WHERE n.patient_key = p.patient_key AND (%s))";

    static CandidateCondition of(PatientCriteria criteria) {
        var sql = new StringBuilder();
        var params = new HashMap<String, Object>();
        for (var alternatives : criteria.identifiers()) {
            sql.append(" AND ").append(BY_IDENTIFIER.formatted(identifiers(alternatives, params)));
        }
        for (var alternatives : criteria.nameStarts()) {
            sql.append(" AND ").append(BY_NAME.formatted(starts("n.folded", alternatives, params)));
        }
        if (!criteria.birthDateStarts().isEmpty()) {
            sql.append(" AND (")
                    .append(starts("p.birth_date", criteria.birthDateStarts(), params))
                    .append(")");
        }
        criteria.gender().ifPresent(gender -> {
            sql.append(" AND p.gender = :gender");
            params.put("gender", gender);
        });
        return new CandidateCondition(sql.toString(), params);
    }

    private static String identifiers(List<IdentifierToken> alternatives, Map<String, Object> params) {
        var any = new StringJoiner(" OR ");
        for (var token : alternatives) {
            int next = params.size();
            params.put("value" + next, token.value());
            if (token.system() == null) {
                any.add("i.value = :value" + next);
            } else {
                params.put("system" + next, token.system());
                any.add("i.value = :value%1$d AND i.system = :system%1$d".formatted(next));
            }
        }
        return any.toString();
    }

    /** A range of the index for each beginning; {@code LIKE} would need its wildcards escaped. */
    private static String starts(String column, List<String> alternatives, Map<String, Object> params) {
        var any = new StringJoiner(" OR ");
        for (var start : alternatives) {
            int next = params.size();
            params.put("from" + next, start);
            params.put("below" + next, start + Character.MAX_VALUE);
            any.add("(%2$s >= :from%1$d AND %2$s < :below%1$d)".formatted(next, column));
        }
        return any.toString();
    }
}
