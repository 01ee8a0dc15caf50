package vn.lienthong.access;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import vn.lienthong.identity.Patients;
import vn.lienthong.record.Change;
import vn.lienthong.record.Home;
import vn.lienthong.record.Packing;
import vn.lienthong.record.Packing.Purpose;
import vn.lienthong.record.RecordRow;
import vn.lienthong.record.RecordStore;
import vn.lienthong.record.ResourceJson;
import vn.lienthong.record.ResourceReader;
import vn.lienthong.search.IndexTokens;
import vn.lienthong.search.SearchValuesView;
import vn.lienthong.shared.ResourceKey;

/**
 * Stores what the exchange writes of its own accord: Tasks about accesses, messages to patients, the Consent that an
 * answered request stands for. It takes part in the caller's transaction.
 *
 * <p>The resources pass the same reader as those of clients, so what is stored is R4 and found by its search parameters.
 * Whatever is written may bear on decisions, so the policy version of the persons concerned always grows.
 */
@Component
class ExchangeWriter {

    /** By these the exchange's own Tasks are found without naming a patient: they make worklists. */
    static final Set<String> WORKLIST = Set.of("code", "status", "requester");

    /**
     * A resource to be.
     *
     * @param custodian who answers for it: the exchange, or for a patient's decision the facility of the registration
     * @param former the version that it replaces
     */
    record Draft(Home home, String custodian, ObjectNode resource, Optional<RecordRow> former) {

        static Draft of(Home home, ObjectNode resource) {
            return new Draft(home, Custodians.EXCHANGE, resource, Optional.empty());
        }

        static Draft replacing(RecordRow former, KeptTask task) {
            return new Draft(former.home(), former.custodian(), task.json(), Optional.of(former));
        }
    }

    private final RecordStore store;
    private final Patients patients;
    private final ResourceReader reader;
    private final Packing packing;
    private final IndexTokens tokens;
    private final Clock clock;

    ExchangeWriter(
            RecordStore store,
            Patients patients,
            ResourceReader reader,
            Packing packing,
            IndexTokens tokens,
            Clock clock) {
        this.store = store;
        this.patients = patients;
        this.reader = reader;
        this.packing = packing;
        this.tokens = tokens;
        this.clock = clock;
    }

    /** The new versions, in the order of the drafts. */
    List<RecordRow> write(List<Draft> drafts) {
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var changes = new ArrayList<Change>(drafts.size());
        for (var draft : drafts) {
            changes.add(change(draft, now));
        }
        store.write(changes);
        var decided = new HashSet<Long>();
        for (var draft : drafts) {
            if (draft.home() instanceof Home.OfPatient(var patientKey)) {
                decided.add(patientKey);
            }
        }
        patients.decisionsChanged(decided);
        return changes.stream().map(Change::row).toList();
    }

    private Change change(Draft draft, Instant now) {
        var json = draft.resource().toString().getBytes(StandardCharsets.UTF_8);
        var key = new ResourceKey(
                draft.resource().path("resourceType").asText(),
                draft.resource().path("id").asText());
        var prepared = reader.read(key.type(), json, "");
        int version = draft.former().map(row -> row.version() + 1).orElse(1);
        var row = new RecordRow(
                draft.home(),
                key,
                version,
                draft.custodian(),
                now,
                prepared.clinicalStart(),
                prepared.clinicalEnd(),
                prepared.labels(),
                false,
                packing.pack(Purpose.SEARCH, prepared.search()),
                packing.pack(Purpose.BODY, canonical(json, key, version, now, draft.custodian())));
        boolean posted = draft.former().isEmpty();
        return new Change(row, tokens(key.type(), prepared.search(), prepared.tokens()), posted, draft.former());
    }

    private long[] tokens(String type, byte[] search, long[] own) {
        return type.equals("Task") ? tokens.of(type, new SearchValuesView(search), WORKLIST) : own;
    }

    private static byte[] canonical(byte[] json, ResourceKey key, int version, Instant now, String custodian) {
        try {
            // References are as we made them: `Type/id` of this exchange.
            return ResourceJson.parse(json, reference -> reference)
                    .canonical(key.type(), key.id(), version, now, Custodians.source(custodian));
        } catch (IOException e) {
            throw new UncheckedIOException("A resource of our own is not JSON", e);
        }
    }
}
