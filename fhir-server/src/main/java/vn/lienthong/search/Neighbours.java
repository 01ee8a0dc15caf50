package vn.lienthong.search;

import java.util.Collection;
import java.util.Set;
import vn.lienthong.search.SearchValuesView.Target;

/**
 * Where the links of a query lead. What it gives was permitted: a resource that may not be seen is not there, so a chain
 * through it leads nowhere.
 */
public interface Neighbours<R extends StoredRow> {

    /** Those of these resources that are there. */
    Collection<R> at(Set<Target> targets);

    /** Resources of the parameter's type, among them all that refer by it to one of these. */
    Collection<R> referring(SearchParameter parameter, Set<Target> targets);
}
