package vn.lienthong.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.List;
import org.springframework.stereotype.Component;
import vn.lienthong.consent.ConsentRecord;
import vn.lienthong.consent.Policy;
import vn.lienthong.identity.Person;
import vn.lienthong.record.Packing;
import vn.lienthong.record.RecordRow;
import vn.lienthong.record.RecordStore;
import vn.lienthong.record.RecordStore.Columns;

/**
 * The compiled decisions of a person.
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
    private final Cache<Version, Policy> compiled =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    Policies(RecordStore store, Packing packing, ConsentReader reader, AccessProperties properties) {
        this.store = store;
        this.packing = packing;
        this.reader = reader;
        this.properties = properties;
    }

    Policy of(Person person) {
        var key = new Version(person.personKey(), person.policyVersion());
        var known = compiled.getIfPresent(key);
        if (known != null) {
            return known;
        }
        var consents = store.rowsOf(person.personKey(), person.patientKeys(), List.of("Consent"), Columns.BODY);
        var policy = new Policy(consents.rows().stream().map(this::read).toList(), properties.defaultPolicy());
        // Rows newer than the person's version belong to a later one: use them now, do not keep them under this one.
        if (consents.policyVersion() == person.policyVersion()) {
            compiled.put(key, policy);
        }
        return policy;
    }

    private ConsentRecord read(RecordRow row) {
        return reader.read(row.key().id(), packing.unpack(row.requireBody()));
    }
}
