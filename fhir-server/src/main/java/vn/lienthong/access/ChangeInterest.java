package vn.lienthong.access;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import vn.lienthong.search.Query;

/**
 * What somebody wants to be told of, made by {@link Changes#interest}.
 *
 * @param base what each change of the topic is; empty where a topic is about all that is in a record
 * @param filters a change that fits one of them is told; all are where there is none
 */
public record ChangeInterest(ChangeTopic topic, Optional<Query> base, List<Filter> filters) {

    /** For changes of any type. */
    static final String ANY_TYPE = "Resource";

    /**
     * One filter.
     *
     * @param type of the resource, or {@link #ANY_TYPE}
     * @param patients ids, of one of whom it must be; empty for all that the topic is about
     * @param query what the resource itself must say
     */
    record Filter(String type, Set<String> patients, Optional<Query> query) {}

    public ChangeInterest {
        filters = List.copyOf(filters);
    }

    /** Ids of all patients who are named. */
    public Set<String> patients() {
        return filters.stream()
                .flatMap(filter -> filter.patients().stream())
                .collect(java.util.stream.Collectors.toUnmodifiableSet());
    }
}
