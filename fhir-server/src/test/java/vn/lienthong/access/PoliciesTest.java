package vn.lienthong.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;
import vn.lienthong.consent.ConsentRecord;
import vn.lienthong.consent.DefaultPolicy;
import vn.lienthong.consent.Provision;
import vn.lienthong.identity.Person;
import vn.lienthong.identity.Person.Registration;
import vn.lienthong.record.Change;
import vn.lienthong.record.Home;
import vn.lienthong.record.Packed;
import vn.lienthong.record.Packing;
import vn.lienthong.record.RecordRow;
import vn.lienthong.record.RecordStore;
import vn.lienthong.shared.ResourceKey;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class PoliciesTest {

    private final OneConsent store = new OneConsent();
    private boolean understood = true;

    private final Policies policies = new Policies(
            store,
            new Packing(List.of(), _ -> {
                throw new AssertionError("Nothing is packed here");
            }),
            (id, _) -> understood
                    ? ConsentRecord.active(id, Provision.deny().build())
                    : new ConsentRecord.Unreadable(id, "The facility is not known."),
            (_, _, _) -> new DelegationReader.Reading.Contact(),
            new AccessProperties(
                    DefaultPolicy.OPT_IN, DataSize.ofMegabytes(1), 10, 10, 10, 10, 10, 10, Duration.ofHours(1), 10, 10),
            List.of());

    @Test
    void what_is_understood_is_read_once_for_a_version() {
        var first = policies.of(person(1));
        assertThat(policies.of(person(1))).isSameAs(first);
        policies.of(person(2));
        assertThat(store.reads).isEqualTo(2);
    }

    @Test
    void what_cannot_be_read_denies_and_is_read_again_until_it_can() {
        understood = false;
        assertThat(policies.of(person(1)).policy().consents()).first().isInstanceOf(ConsentRecord.Unreadable.class);
        understood = true;
        assertThat(policies.of(person(1)).policy().consents()).first().isInstanceOf(ConsentRecord.Understood.class);
    }

    @Test
    void several_persons_are_read_at_once_and_each_once() {
        var others = List.of(person(1, 7), person(2, 7), person(3, 7));
        policies.prepare(others);
        others.forEach(policies::of);
        policies.prepare(others);
        assertThat(store.reads).isEqualTo(1);
    }

    @Test
    void a_person_whose_decisions_changed_meanwhile_is_not_kept_under_the_former_version() {
        policies.prepare(List.of(person(1, 6), person(2, 7)));
        policies.of(person(2, 7));
        assertThat(store.reads).isEqualTo(1);
        policies.of(new Person(1, 6, List.of()));
        assertThat(store.reads).isEqualTo(2);
    }

    private Person person(long version) {
        return person(1, version);
    }

    private Person person(long key, long version) {
        store.version = version;
        return new Person(key, version, List.of(new Registration(key, "p" + key, "22021", Optional.empty())));
    }

    /** A record of one Consent. */
    private static final class OneConsent implements RecordStore {

        private long version;
        private int reads;

        @Override
        public PersonRows rowsOf(
                long personKey, Collection<Long> patientKeys, Collection<String> types, Columns columns) {
            reads++;
            return new PersonRows(
                    version,
                    List.of(new RecordRow(
                            new Home.OfPatient(1),
                            new ResourceKey("Consent", "c"),
                            1,
                            "22021",
                            Instant.EPOCH,
                            null,
                            null,
                            Set.of(),
                            false,
                            Packed.EMPTY,
                            Packed.EMPTY)));
        }

        @Override
        public Map<Long, PersonRows> rowsOf(Collection<Long> persons, Collection<String> types, Columns columns) {
            var rows = rowsOf(1, List.of(1L), types, columns);
            return persons.stream().collect(Collectors.toMap(person -> person, _ -> rows));
        }

        @Override
        public Optional<RecordRow> find(ResourceKey key, Columns columns) {
            throw unasked();
        }

        @Override
        public Map<ResourceKey, RecordRow> findAll(Collection<ResourceKey> keys, Columns columns) {
            throw unasked();
        }

        @Override
        public List<RecordRow> withBodies(List<RecordRow> rows) {
            throw unasked();
        }

        @Override
        public Optional<RecordRow> findVersion(ResourceKey key, int version) {
            throw unasked();
        }

        @Override
        public List<Version> versions(ResourceKey key) {
            throw unasked();
        }

        @Override
        public List<RecordRow> shared(String type, List<long[]> tokenGroups, int limit, Columns columns) {
            throw unasked();
        }

        @Override
        public List<RecordRow> ofCustodian(
                String custodian, String type, List<long[]> tokenGroups, int limit, Columns columns) {
            throw unasked();
        }

        @Override
        public boolean isEmpty(long patientKey) {
            throw unasked();
        }

        @Override
        public Map<ResourceKey, RecordRow> lock(Collection<ResourceKey> keys) {
            throw unasked();
        }

        @Override
        public void write(List<Change> changes) {
            throw unasked();
        }

        private static UnsupportedOperationException unasked() {
            return new UnsupportedOperationException("A policy is made of the rows of a person alone");
        }
    }
}
