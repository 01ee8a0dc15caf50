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
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import vn.lienthong.identity.Patients;
import vn.lienthong.record.Change;
import vn.lienthong.record.Home;
import vn.lienthong.record.LabelDraft;
import vn.lienthong.record.Labelling;
import vn.lienthong.record.Labels;
import vn.lienthong.record.Packing;
import vn.lienthong.record.Packing.Purpose;
import vn.lienthong.record.Prepared;
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
            return replacing(former, task.json());
        }

        static Draft replacing(RecordRow former, ObjectNode resource) {
            return new Draft(former.home(), former.custodian(), resource, Optional.of(former));
        }

        /** What the exchange keeps about accesses has the labels that it was given; what it keeps of care is labelled. */
        private boolean isLabelled() {
            return key().type().equals(KeptAppointment.TYPE) || (OF_CARE.contains(key().type()) && !isOwn());
        }

        private boolean isOwn() {
            return custodian.equals(Custodians.EXCHANGE);
        }

        private ResourceKey key() {
            return new ResourceKey(
                    resource.path("resourceType").asText(), resource.path("id").asText());
        }
    }

    /** Types of what the exchange writes for facilities about their cases. */
    private static final Set<String> OF_CARE = Set.of("Communication", "Task");

    private static final long[] NOTHING = {};

    private final RecordStore store;
    private final Patients patients;
    private final ResourceReader reader;
    private final Packing packing;
    private final IndexTokens tokens;
    private final Labelling labelling;
    private final Clock clock;

    ExchangeWriter(
            RecordStore store,
            Patients patients,
            ResourceReader reader,
            Packing packing,
            IndexTokens tokens,
            Labelling labelling,
            Clock clock) {
        this.store = store;
        this.patients = patients;
        this.reader = reader;
        this.packing = packing;
        this.tokens = tokens;
        this.labelling = labelling;
        this.clock = clock;
    }

    /** The new versions, in the order of the drafts. */
    List<RecordRow> write(List<Draft> drafts) {
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var labels = labels(drafts);
        var changes = new ArrayList<Change>(drafts.size());
        for (var draft : drafts) {
            changes.add(change(draft, Optional.ofNullable(labels.get(draft.key())), now));
        }
        store.write(changes);
        if (!labels.isEmpty()) {
            labelling.follow(changes.stream().map(Change::row).toList());
        }
        var decided = new HashSet<Long>();
        for (var draft : drafts) {
            if (draft.home() instanceof Home.OfPatient(var patientKey)) {
                decided.add(patientKey);
            }
        }
        patients.decisionsChanged(decided);
        return changes.stream().map(Change::row).toList();
    }

    /** The exchange knows all that these tell of: nobody is shown what it is labelled by. */
    private Map<ResourceKey, Labels> labels(List<Draft> drafts) {
        var waiting = new ArrayList<LabelDraft>();
        for (var draft : drafts) {
            if (draft.isLabelled()) {
                var key = draft.key();
                var sent = reader.read(key.type(), bytes(draft), "").labels();
                waiting.add(new LabelDraft(
                        key,
                        draft.home(),
                        draft.custodian(),
                        sent,
                        parsed(bytes(draft)).telling()));
            }
        }
        return waiting.isEmpty()
                ? Map.of()
                : labelling.settle(
                        waiting,
                        Set.of(),
                        rows -> rows.stream().map(RecordRow::key).toList());
    }

    private Change change(Draft draft, Optional<Labels> labels, Instant now) {
        var key = draft.key();
        int version = draft.former().map(row -> row.version() + 1).orElse(1);
        var added = labels.map(Labels::added).orElse(List.of());
        var body = parsed(bytes(draft))
                .canonical(key.type(), key.id(), version, now, Custodians.source(draft.custodian()), added);
        var prepared = reader.read(key.type(), body, "");
        var row = new RecordRow(
                draft.home(),
                key,
                version,
                draft.custodian(),
                now,
                prepared.clinicalStart(),
                prepared.clinicalEnd(),
                labels.map(Labels::all).orElse(prepared.labels()),
                false,
                packing.pack(Purpose.SEARCH, prepared.search()),
                packing.pack(Purpose.BODY, body));
        boolean posted = draft.former().isEmpty();
        return new Change(
                row, tokens(draft, prepared), labels.map(Labels::tells).orElse(NOTHING), posted, draft.former());
    }

    private long[] tokens(Draft draft, Prepared prepared) {
        return draft.isOwn() && draft.key().type().equals("Task")
                ? tokens.of("Task", new SearchValuesView(prepared.search()), WORKLIST)
                : prepared.tokens();
    }

    private static byte[] bytes(Draft draft) {
        return draft.resource().toString().getBytes(StandardCharsets.UTF_8);
    }

    private static ResourceJson parsed(byte[] json) {
        try {
            // References are as we made them: `Type/id` of this exchange.
            return ResourceJson.parse(json, reference -> reference);
        } catch (IOException e) {
            throw new UncheckedIOException("A resource of our own is not JSON", e);
        }
    }
}
