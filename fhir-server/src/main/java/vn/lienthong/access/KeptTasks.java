package vn.lienthong.access;

import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;
import vn.lienthong.access.TaskWorkflow.Action;
import vn.lienthong.access.TaskWorkflow.State;
import vn.lienthong.record.Packing;
import vn.lienthong.record.RecordRow;
import vn.lienthong.record.RecordStore;
import vn.lienthong.record.RecordStore.Columns;
import vn.lienthong.shared.Issue;
import vn.lienthong.shared.ResourceKey;

/** Takes a Task of the exchange's own in hand, in the caller's transaction, so that nobody else moves it meanwhile. */
@Component
class KeptTasks {

    private final RecordStore store;
    private final Packing packing;

    KeptTasks(RecordStore store, Packing packing) {
        this.store = store;
        this.packing = packing;
    }

    /** A Task that nobody else can change until the transaction ends. */
    record Held(RecordRow row, KeptTask task) {

        /** The Task after the action, not yet written. */
        KeptTask moved(Action action, Instant now) {
            var state = task.state(now);
            return TaskWorkflow.next(task.kind(), state, action)
                    .map(next -> task.in(next, now))
                    .orElseThrow(() -> Issue.conflict(
                            "Task.status",
                            state == State.EXPIRED
                                    ? "This request has expired. Ask anew."
                                    : "This Task is `%s` already, and stays so.".formatted(state.code())));
        }
    }

    /**
     * The Task of this id.
     *
     * @param mine whether the caller has to do with it; a Task of others does not exist
     */
    Held hold(String taskId, Action action, Predicate<KeptTask> mine) {
        var key = new ResourceKey("Task", taskId);
        if (!ResourceKey.isId(taskId)) {
            throw Issue.unknown(key);
        }
        store.lock(List.of(key));
        return store.find(key, Columns.BODY)
                .filter(KeptTask::isOne)
                .map(row -> new Held(row, KeptTask.read(packing.unpack(row.requireBody()))))
                .filter(held -> TaskWorkflow.knows(held.task().kind(), action) && mine.test(held.task()))
                .orElseThrow(() -> Issue.unknown(key));
    }
}
