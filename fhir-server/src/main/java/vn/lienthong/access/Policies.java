package vn.lienthong.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
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
 * The compiled decisions and delegations of a person, and the emergency accesses to the record.
 *
 * <p>They are kept under the version that the person had when they were read, and a version never comes back:
 * an entry can be unused, never stale. So a withdrawal works on the next request of every node.
 */
@Component
class Policies {

    /** People whose record is asked for again within a working day; a policy is a few hundred bytes. */
    private static final int REMEMBERED = 50_000;

    /** Types of decisions: Consents, and who may make them. */
    static final List<String> TYPES = List.of("Consent", "RelatedPerson");

    /** Whatever changes a resource of these types raises the policy version of its person; Consents name teams. */
    static final Set<String> DECISIVE = Set.of("Consent", "RelatedPerson", "CareTeam");

    /**
     * What is read of a record to decide about it: Tasks of the exchange are open emergency accesses, and other Tasks may
     * share parts of the record with who works on them.
     */
    private static final List<String> READ = List.of("Consent", "RelatedPerson", "Task");

    private record Version(long personKey, long policyVersion) {}

    private final RecordStore store;
    private final Packing packing;
    private final ConsentReader reader;
    private final DelegationReader delegations;
    private final AccessProperties properties;
    private final List<TaskSharing> sharing;
    private final Cache<Version, Grounds> compiled =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    Policies(
            RecordStore store,
            Packing packing,
            ConsentReader reader,
            DelegationReader delegations,
            AccessProperties properties,
            List<TaskSharing> sharing) {
        this.sharing = List.copyOf(sharing);
        this.store = store;
        this.packing = packing;
        this.reader = reader;
        this.delegations = delegations;
        this.properties = properties;
    }

    Grounds of(Person person) {
        var key = new Version(person.personKey(), person.policyVersion());
        var known = compiled.getIfPresent(key);
        if (known != null) {
            return known;
        }
        return keep(key, read(person));
    }

    /** Reads at once what is not known yet of these, who are decided about one after another. */
    void prepare(Collection<Person> persons) {
        var missing = persons.stream()
                .map(person -> new Version(person.personKey(), person.policyVersion()))
                .filter(version -> compiled.getIfPresent(version) == null)
                .distinct()
                .toList();
        if (missing.size() > 1) {
            var read = store.rowsOf(missing.stream().map(Version::personKey).toList(), READ, Columns.BODY);
            missing.forEach(version ->
                    Optional.ofNullable(read.get(version.personKey())).ifPresent(rows -> keep(version, rows)));
        }
    }

    /** Rows newer than the person's version belong to a later one: they serve now and are not kept under this one. */
    private Grounds keep(Version version, RecordStore.PersonRows read) {
        var grounds = grounds(read.rows());
        if (read.policyVersion() == version.policyVersion() && allUnderstood(grounds)) {
            compiled.put(version, grounds);
        }
        return grounds;
    }

    /** As a write leaves it that may still be undone, so nothing of it is kept. */
    Grounds written(Person person) {
        return grounds(read(person).rows());
    }

    private RecordStore.PersonRows read(Person person) {
        return store.rowsOf(person.personKey(), person.patientKeys(), READ, Columns.BODY);
    }

    private Grounds grounds(List<RecordRow> rows) {
        return new Grounds(
                new Policy(of("Consent", rows).map(this::consent).toList(), properties.defaultPolicy()),
                of("RelatedPerson", rows).flatMap(this::delegation).toList(),
                emergencies(rows),
                of("Task", rows).flatMap(this::shares).toList());
    }

    private Stream<TaskSharing.Share> shares(RecordRow row) {
        if (KeptTask.isOne(row) || sharing.isEmpty()) {
            return Stream.empty();
        }
        var task = KeptTask.read(packing.unpack(row.requireBody())).json();
        return sharing.stream().flatMap(each -> each.of(row.id(), task).stream());
    }

    private List<EmergencyAccess> emergencies(List<RecordRow> rows) {
        return rows.stream()
                .filter(KeptTask::isOne)
                .map(row -> KeptTask.read(packing.unpack(row.requireBody())))
                .flatMap(task -> task.emergency().stream())
                .toList();
    }

    /** What cannot be read today may be readable tomorrow, when the facility that it names is in the directory. */
    private static boolean allUnderstood(Grounds grounds) {
        return grounds.policy().consents().stream().noneMatch(ConsentRecord.Unreadable.class::isInstance);
    }

    private static Stream<RecordRow> of(String type, List<RecordRow> rows) {
        return rows.stream().filter(row -> row.type().equals(type));
    }

    private ConsentRecord consent(RecordRow row) {
        return reader.read(row.key().id(), packing.unpack(row.requireBody()));
    }

    private Stream<RecordedDelegation> delegation(RecordRow row) {
        return switch (delegations.read(row.key().id(), packing.unpack(row.requireBody()), row.type())) {
            case DelegationReader.Reading.Sound(var delegation, var active, var _) when active -> Stream.of(delegation);
            case DelegationReader.Reading.Sound _,
                    DelegationReader.Reading.Faulty _,
                    DelegationReader.Reading.Contact _ -> Stream.empty();
        };
    }
}
