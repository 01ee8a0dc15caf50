package vn.lienthong.access;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;
import vn.lienthong.identity.Person;
import vn.lienthong.record.RecordLabelling;
import vn.lienthong.record.RecordRow;
import vn.lienthong.record.RecordStore;
import vn.lienthong.record.RecordStore.Columns;

/**
 * No record is read by labels that value sets have overtaken: one that is behind is labelled before anybody looks. So a
 * new value set works on the next request, long before the run over all records has ended. What cannot be labelled cannot
 * be decided on, and is denied.
 */
@Component
class RecordsUpToDate {

    private static final Logger LOG = LoggerFactory.getLogger(RecordsUpToDate.class);

    private final RecordLabelling labelling;
    private final RecordStore store;
    private final TransactionTemplate transaction;

    RecordsUpToDate(RecordLabelling labelling, RecordStore store, TransactionTemplate transaction) {
        this.labelling = labelling;
        this.store = store;
        this.transaction = transaction;
    }

    /**
     * What had to be done.
     *
     * @param any rows read before may have other labels now
     * @param undecidable keys of persons whose records cannot be labelled: nobody knows what may be shown of them
     */
    record Done(boolean any, Set<Long> undecidable) {}

    Done label(Collection<Person> persons) {
        boolean any = false;
        var undecidable = new HashSet<Long>();
        for (var person : persons) {
            if (person.labelsBehind()) {
                any = true;
                if (!labelled(person)) {
                    undecidable.add(person.personKey());
                }
            }
        }
        return new Done(any, undecidable);
    }

    private boolean labelled(Person person) {
        for (long patientKey : person.patientKeys()) {
            try {
                transaction.executeWithoutResult(_ -> labelling.label(patientKey));
            } catch (DataAccessException | TransactionException e) {
                throw e;
            } catch (RuntimeException e) {
                LOG.error("Record {} could not be labelled; it is shown to nobody", patientKey, e);
                return false;
            }
        }
        return true;
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
