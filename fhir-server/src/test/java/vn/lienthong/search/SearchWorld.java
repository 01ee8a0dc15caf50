package vn.lienthong.search;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One type, {@code Thing}, with a parameter of each kind, and rows of it, for tests that need no FHIR model. */
final class SearchWorld {

    static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");
    static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-22T00:00:00Z"), ZoneOffset.UTC);

    static final SearchParameters PARAMETERS = parameters();
    static final QueryParser PARSER = new QueryParser(
            PARAMETERS,
            ZONE,
            CLOCK,
            Set.of("http://own.vn/fhir"),
            Units.UNKNOWN,
            Terminology.UNKNOWN,
            AddedParameters.NONE);

    private SearchWorld() {}

    private static SearchParameters parameters() {
        var kinds = new LinkedHashMap<String, SearchKind>();
        kinds.put("_id", SearchKind.TOKEN);
        kinds.put("_lastUpdated", SearchKind.DATE);
        kinds.put("amount", SearchKind.QUANTITY);
        kinds.put("code", SearchKind.TOKEN);
        kinds.put("code-amount", SearchKind.COMPOSITE);
        kinds.put("date", SearchKind.DATE);
        kinds.put("name", SearchKind.STRING);
        kinds.put("near", SearchKind.SPECIAL);
        kinds.put("number", SearchKind.NUMBER);
        kinds.put("subject", SearchKind.REFERENCE);
        kinds.put("url", SearchKind.URI);
        var things = new ArrayList<SearchParameter>();
        kinds.forEach((code, kind) -> things.add(new SearchParameter(
                "Thing",
                code,
                kind,
                things.size(),
                "Thing." + code,
                Set.of(),
                kind != SearchKind.COMPOSITE
                        ? List.of()
                        : List.of(
                                new SearchParameter.Component("code", SearchKind.TOKEN, "Thing.code"),
                                new SearchParameter.Component("amount", SearchKind.QUANTITY, "Thing.amount")))));
        var id = new SearchParameter("Patient", "_id", SearchKind.TOKEN, 0, "Patient.id", Set.of(), List.of());
        var all = Map.of("Thing", things, "Patient", List.of(id), "Group", List.<SearchParameter>of());
        return new SearchParameters(all.keySet(), type -> List.copyOf(all.getOrDefault(type, List.of())));
    }

    static SearchParameter parameter(String code) {
        return PARAMETERS.find("Thing", code).orElseThrow();
    }

    /** A row whose parameter has these values. */
    static Thing thing(String code, SearchValue... values) {
        return thing("1", 0, Map.of(code, List.of(values)));
    }

    static Thing thing(String id, long lastUpdated, Map<String, List<SearchValue>> values) {
        var byOrdinal = new LinkedHashMap<Integer, List<SearchValue>>();
        values.forEach((code, list) -> byOrdinal.put(parameter(code).ordinal(), list));
        return new Thing(id, lastUpdated, new SearchValues(byOrdinal));
    }

    record Thing(String id, long lastUpdatedMillis, SearchValues values) implements SearchRow {

        @Override
        public String type() {
            return "Thing";
        }

        SearchValuesView view() {
            return new SearchValuesView(values.encode());
        }

        /** Whether a search with one parameter finds this row. */
        boolean isFoundBy(String name, String... given) {
            return query(name, given).matches(view(), this);
        }
    }

    static Query query(String name, String... values) {
        return PARSER.parse("Thing", Map.of(name, List.of(values)), QueryParser.Handling.STRICT);
    }

    static SearchValue.DateRange time(String text) {
        return FhirTime.parse(text, ZONE).orElseThrow();
    }
}
