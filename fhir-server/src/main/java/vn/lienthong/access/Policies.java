package vn.lienthong.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.List;
import org.springframework.stereotype.Component;
import vn.lienthong.consent.ConsentRecord;
import vn.lienthong.consent.EmergencyAccess;
import vn.lienthong.consent.Policy;
import vn.lienthong.identity.Person;
import vn.lienthong.record.Packing;
import vn.lienthong.record.RecordRow;
import vn.lienthong.record.RecordStore;
import vn.lienthong.record.RecordStore.Columns;

/**
 * The compiled decisions of a person, and the emergency accesses to the record.
 *
 * <p>A policy is kept under the version that the person had when its Consents were read, and a version never comes back:
 * an entry can be unused, never stale. So a withdrawal works on the next request of every node.
 */
@Component
class Policies {

    /** People whose record is asked for again within a working day; a policy is a few hundred bytes. */
    private static final int REMEMBERED = 50_000;

    private record Version(long personKey, long policyVersion) {}

    private final RecordStore store;
    private final Packing packing;
    private final ConsentReader reader;
    private final AccessProperties properties;
    private final Cache<Version, Grounds> compiled =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    Policies(RecordStore store, Packing packing, ConsentReader reader, AccessProperties properties) {
        this.store = store;
        this.packing = packing;
        this.reader = reader;
        this.properties = properties;
    }

    Grounds of(Person person) {
        var key = new Version(person.personKey(), person.policyVersion());
        var known = compiled.getIfPresent(key);
        if (known != null) {
            return known;
        }
        var read = store.rowsOf(person.personKey(), person.patientKeys(), List.of("Consent", "Task"), Columns.BODY);
        var consents = read.rows().stream()
                .filter(row -> row.type().equals("Consent"))
                .map(this::read)
                .toList();
        var grounds = new Grounds(new Policy(consents, properties.defaultPolicy()), emergencies(read.rows()));
        // Rows newer than the person's version belong to a later one: use them now, do not keep them under this one.
        if (read.policyVersion() == person.policyVersion()) {
            compiled.put(key, grounds);
        }
        return grounds;
    }

    private List<EmergencyAccess> emergencies(List<RecordRow> rows) {
        return rows.stream()
                .filter(KeptTask::isOne)
                .map(row -> KeptTask.read(packing.unpack(row.requireBody())))
                .flatMap(task -> task.emergency().stream())
                .toList();
    }

    private ConsentRecord read(RecordRow row) {
        return reader.read(row.key().id(), packing.unpack(row.requireBody()));
    }
}
