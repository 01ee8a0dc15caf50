package vn.lienthong.access;

import java.util.Collection;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vn.lienthong.identity.Person;
import vn.lienthong.record.RecordLabelling;
import vn.lienthong.record.RecordRow;
import vn.lienthong.record.RecordStore;
import vn.lienthong.record.RecordStore.Columns;

/**
 * No record is read by labels that value sets have overtaken: one that is behind is labelled before anybody looks. So a
 * new value set works on the next request, long before the run over all records has ended.
 */
@Component
class RecordsUpToDate {

    private final RecordLabelling labelling;
    private final RecordStore store;
    private final TransactionTemplate transaction;

    RecordsUpToDate(RecordLabelling labelling, RecordStore store, TransactionTemplate transaction) {
        this.labelling = labelling;
        this.store = store;
        this.transaction = transaction;
    }

    /** Whether something had to be done: rows read before may have other labels now. */
    boolean label(Collection<Person> persons) {
        boolean any = false;
        for (var person : persons) {
            if (person.labelsBehind()) {
                any = true;
                for (long patientKey : person.patientKeys()) {
                    transaction.executeWithoutResult(_ -> labelling.label(patientKey));
                }
            }
        }
        return any;
    }

    /** The same versions as they are now. */
    List<RecordRow> again(Collection<RecordRow> rows) {
        var current = store.findAll(rows.stream().map(RecordRow::key).toList(), Columns.ALL);
        return rows.stream()
                .map(row -> {
                    var now = current.get(row.key());
                    return now != null && now.version() == row.version()
                            ? now
                            : store.findVersion(row.key(), row.version()).orElseThrow();
                })
                .toList();
    }
}
