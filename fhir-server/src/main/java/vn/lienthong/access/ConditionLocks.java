package vn.lienthong.access;

import java.util.List;

/**
 * Two requests with the same condition ("create unless it exists") exclude one another until the first has committed;
 * otherwise both would find nothing and both would create.
 */
public interface ConditionLocks {

    /** Takes the locks of all conditions, to be held until the current transaction ends. */
    void hold(List<WriteEntry> entries);
}
