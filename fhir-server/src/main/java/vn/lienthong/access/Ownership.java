package vn.lienthong.access;

import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import vn.lienthong.record.RecordRow;
import vn.lienthong.record.RecordStore;
import vn.lienthong.record.RecordStore.Columns;
import vn.lienthong.shared.ExchangeException;
import vn.lienthong.shared.Issue;

/**
 * Refuses changes of what another facility answers for. Who may see the resource is told that only its writer changes it;
 * to all others it is an id that is taken, or nothing at all.
 */
@Component
class Ownership {

    private final RecordStore store;
    private final VisibleRows visibleRows;

    Ownership(RecordStore store, VisibleRows visibleRows) {
        this.store = store;
        this.visibleRows = visibleRows;
    }

    /** An update, of an id that this caller may use or not. */
    void checkUpdate(AccessRequest request, Planned plan, Optional<RecordRow> former, Homes.Settled settled) {
        if (former.isEmpty() || settled.mayChange(former.get())) {
            return;
        }
        if (isVisible(request, plan)) {
            throw anothers(plan);
        }
        throw Issue.conflict(
                (plan.entry().place().isEmpty()
                                ? plan.key().type()
                                : plan.entry().place()) + ".id",
                "The id `%s` is taken. Choose another, or let the exchange choose one by `POST %s`."
                        .formatted(plan.key().id(), plan.key().type()));
    }

    /**
     * A deletion that found nothing of the caller's own. Whether there is nothing or something hidden, the same is looked
     * for in the same way.
     */
    void checkDeletion(AccessRequest request, Planned plan) {
        if (isVisible(request, plan)) {
            throw anothers(plan);
        }
    }

    private boolean isVisible(AccessRequest request, Planned plan) {
        var row = store.find(plan.key(), Columns.SEARCH).filter(found -> !found.deleted());
        return !visibleRows
                .at(request, List.of(plan.key()), row.map(List::of).orElse(List.of()))
                .rows()
                .isEmpty();
    }

    private static ExchangeException anothers(Planned plan) {
        return Issue.forbidden(
                "`%s` was written by another facility, and only that facility may change or delete it. Ask it"
                                .formatted(plan.key())
                        + " to, or record what you know as a resource of your own.");
    }
}
