package vn.lienthong.access;

import java.util.Set;
import org.springframework.stereotype.Component;
import vn.lienthong.record.Home;
import vn.lienthong.record.RecordStore;
import vn.lienthong.record.RecordStore.Columns;
import vn.lienthong.shared.ResourceKey;

/** Whether the paper that a decision rests on is kept with the record. An address elsewhere proves nothing tomorrow. */
@Component
class Papers {

    private static final Set<String> TYPES = Set.of("DocumentReference", "Binary");

    private final RecordStore store;

    Papers(RecordStore store) {
        this.store = store;
    }

    boolean are(Evidence evidence, DecisionChange change) {
        return evidence.attached()
                || evidence.reference()
                        .filter(reference -> TYPES.contains(reference.type()))
                        .filter(reference -> inRecord(reference, change))
                        .isPresent();
    }

    /** In the record of the same person, of whichever registration. */
    boolean inRecord(ResourceKey key, DecisionChange change) {
        return store.find(key, Columns.PLAIN)
                .filter(row -> !row.deleted())
                .filter(row -> row.home() instanceof Home.OfPatient(var patient)
                        && change.person().patientKeys().contains(patient))
                .isPresent();
    }
}
