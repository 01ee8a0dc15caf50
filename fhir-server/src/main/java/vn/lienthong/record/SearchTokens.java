package vn.lienthong.record;

import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import vn.lienthong.search.SearchKind;
import vn.lienthong.search.SearchParameter;
import vn.lienthong.search.SearchParameters;

/** Which parameters of a type are hashed into the index that answers searches without a patient. */
public final class SearchTokens {

    /** In records most rows would only make the index large: they are looked for inside their record. */
    private static final Set<String> IN_RECORDS = Set.of("identifier");

    private static final Set<SearchKind> IN_DIRECTORY =
            EnumSet.of(SearchKind.TOKEN, SearchKind.REFERENCE, SearchKind.STRING, SearchKind.URI);

    private SearchTokens() {}

    public static Set<String> indexed(String type, SearchParameters parameters) {
        if (!ResourceTypes.forEverybody(type)) {
            return IN_RECORDS;
        }
        return parameters.ofType(type).stream()
                .filter(parameter -> IN_DIRECTORY.contains(parameter.kind()))
                .map(SearchParameter::code)
                .collect(Collectors.toUnmodifiableSet());
    }
}
