package vn.lienthong.access;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import vn.lienthong.audit.AuditEntry;
import vn.lienthong.identity.Patients;
import vn.lienthong.identity.Person;
import vn.lienthong.record.Home;
import vn.lienthong.record.Packing;
import vn.lienthong.record.RecordRow;
import vn.lienthong.record.RecordStore.Columns;
import vn.lienthong.record.ResourceJson;
import vn.lienthong.record.WrittenRows;
import vn.lienthong.shared.ExchangeException;
import vn.lienthong.shared.Issue;
import vn.lienthong.shared.ResourceKey;

/** Permitted rows of an export, portion after portion in the order of the records' keys. */
@Component
class BulkRows {

    /** A portion is decided, put on record and sent at once: some megabytes of bodies. */
    private static final int ROWS_OF_A_PORTION = 2_000;

    /** An audit entry names everybody of a portion. */
    private static final int MOST_RECORDS = 500;

    private static final int FIRST_RECORDS = 10;

    private final WrittenRows written;
    private final VisibleRows visibleRows;
    private final Patients patients;
    private final Deciders deciders;
    private final Queries queries;
    private final Packing packing;
    private final Reading reading;

    BulkRows(
            WrittenRows written,
            VisibleRows visibleRows,
            Patients patients,
            Deciders deciders,
            Queries queries,
            Packing packing,
            Reading reading) {
        this.written = written;
        this.visibleRows = visibleRows;
        this.patients = patients;
        this.deciders = deciders;
        this.queries = queries;
        this.packing = packing;
        this.reading = reading;
    }

    /**
     * A portion.
     *
     * @param read rows that were looked at, permitted or not
     * @param last key of the last of the records
     */
    record Chunk(Visible visible, long records, long read, long last) {

        /** Those of whom something is in the portion. */
        List<AuditEntry.Patient> patients() {
            var keys = visible.rows().stream()
                    .map(row -> patientKey(row).orElse(-1L))
                    .collect(Collectors.toUnmodifiableSet());
            return visible.patients().stream()
                    .filter(patient -> keys.contains(patient.key()))
                    .sorted(Comparator.comparingLong(AuditEntry.Patient::key))
                    .toList();
        }
    }

    /** Goes along records. */
    interface Walk {
        /** The next portion after one key, up to another; empty at the end. */
        Optional<Chunk> next(long after, long last);
    }

    /** Goes along what lies outside records. */
    interface SharedWalk {
        Optional<Chunk> next();
    }

    Walk walk(AccessRequest request, BulkSelection selection, Set<String> types, Columns columns) {
        var filters = new BulkFilters(selection, queries);
        return selection.level() == BulkLevel.GROUP
                ? new OfMembers(request, selection, types, filters.isEmpty() ? plain(columns) : columns, filters)
                : new OfOwn(request, selection, types, columns, filters);
    }

    /** Search values come along where a policy asks for them. */
    private static Columns plain(Columns columns) {
        return columns.body() ? Columns.BODY : Columns.PLAIN;
    }

    /** What the caller's facility answers for: a portion grows or shrinks with what the one before it held. */
    private final class OfOwn implements Walk {

        private final AccessRequest request;
        private final BulkSelection selection;
        private final Set<String> types;
        private final Columns columns;
        private final BulkFilters filters;
        private final Set<String> custodians;
        private int limit = FIRST_RECORDS;

        OfOwn(AccessRequest request, BulkSelection selection, Set<String> types, Columns columns, BulkFilters filters) {
            this.request = request;
            this.selection = selection;
            this.types = types;
            this.columns = columns;
            this.filters = filters;
            this.custodians = deciders.custodianships(request.caller());
        }

        @Override
        public Optional<Chunk> next(long after, long last) {
            var keys = written.records(custodians, after, last, limit);
            if (keys.isEmpty()) {
                return Optional.empty();
            }
            // A policy that begins to ask for more in between denies what it cannot see.
            boolean plain = filters.isEmpty() && !visibleRows.needSearchValues(request, keys);
            var rows = written.rows(keys, custodians, types, selection.since(), plain ? plain(columns) : columns);
            limit = Math.clamp((long) keys.size() * ROWS_OF_A_PORTION / Math.max(rows.size(), 1), 1, MOST_RECORDS);
            var visible = visibleRows.among(request, rows);
            var fitting = filters.fitting(visible.rows(), packing);
            return Optional.of(new Chunk(
                    new Visible(fitting, visible.bases(), visible.persons()),
                    keys.size(),
                    rows.size(),
                    keys.getLast()));
        }
    }

    /** The histories of a Group's members: a person of whom it names several registrations comes once. */
    private final class OfMembers implements Walk {

        private final AccessRequest request;
        private final BulkSelection selection;
        private final Set<String> types;
        private final Columns columns;
        private final BulkFilters filters;

        OfMembers(
                AccessRequest request,
                BulkSelection selection,
                Set<String> types,
                Columns columns,
                BulkFilters filters) {
            this.request = request;
            this.selection = selection;
            this.types = types;
            this.columns = columns;
            this.filters = filters;
        }

        @Override
        public Optional<Chunk> next(long after, long last) {
            int found = Collections.binarySearch(selection.patients(), after);
            int next = found >= 0 ? found + 1 : -found - 1;
            return next < selection.patients().size() && selection.patients().get(next) <= last
                    ? Optional.of(of(selection.patients().get(next)))
                    : Optional.empty();
        }

        private Chunk of(long key) {
            var person = Optional.ofNullable(patients.personsOf(List.of(key)).get(key));
            var id = person.stream()
                    .flatMap(known -> known.registrations().stream())
                    .filter(registration -> registration.patientKey() == key)
                    .map(Person.Registration::patientId)
                    .findFirst();
            var asked = new ArrayList<>(types);
            if (!types.contains("Patient")) {
                asked.add("Patient");
            }
            // A member that is gone is asked for like one that is hidden.
            var visible = visibleRows.ofPatient(request, id.orElse(""), asked, columns);
            var rows = isFirst(key, visible.rows())
                    ? filters.fitting(selected(visible.rows()), packing)
                    : List.<RecordRow>of();
            return new Chunk(
                    new Visible(rows, visible.bases(), visible.persons()),
                    1,
                    visible.rows().size(),
                    key);
        }

        private boolean isFirst(long key, List<RecordRow> rows) {
            return rows.stream()
                    .filter(row -> row.type().equals("Patient"))
                    .flatMap(row -> patientKey(row).stream())
                    .filter(other -> Collections.binarySearch(selection.patients(), other) >= 0)
                    .min(Long::compare)
                    .equals(Optional.of(key));
        }

        private List<RecordRow> selected(List<RecordRow> rows) {
            return rows.stream()
                    .filter(row -> types.contains(row.type()))
                    .filter(row -> selection
                            .since()
                            .map(since -> row.lastUpdated().isAfter(since))
                            .orElse(true))
                    .toList();
        }
    }

    SharedWalk shared(AccessRequest request, BulkSelection selection, String type, Columns columns) {
        var custodians = deciders.custodianships(request.caller());
        var filters = new BulkFilters(selection, queries);
        var place = new String[] {""};
        return () -> {
            var rows = written.shared(custodians, type, selection.since(), place[0], ROWS_OF_A_PORTION, columns);
            if (rows.isEmpty()) {
                return Optional.empty();
            }
            place[0] = rows.getLast().id();
            var visible = visibleRows.among(request, rows);
            return Optional.of(new Chunk(
                    new Visible(filters.fitting(visible.rows(), packing), visible.bases(), List.of()),
                    0,
                    rows.size(),
                    0));
        };
    }

    List<Long> members(AccessRequest request, String groupId, int most) {
        var group = reading.read(request, new ResourceKey("Group", groupId));
        var ids = patientIds(packing.unpack(group.requireBody()));
        if (ids.size() > most) {
            throw new ExchangeException(new Issue.Unprocessable(Issue.one(
                    "too-costly",
                    "Group.member",
                    "The Group names %d patients, and an export may be of %d. Make several Groups of them."
                            .formatted(ids.size(), most))));
        }
        return patients.keys(ids).values().stream().sorted().toList();
    }

    private static Collection<String> patientIds(byte[] group) {
        try {
            var ids = new LinkedHashSet<String>();
            for (JsonNode member : ResourceJson.MAPPER.readTree(group).path("member")) {
                if (!member.path("inactive").asBoolean()) {
                    ResourceKey.ofReference(member.at("/entity/reference").asText())
                            .filter(key -> key.type().equals("Patient"))
                            .ifPresent(key -> ids.add(key.id()));
                }
            }
            return ids;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<Long> patientKey(RecordRow row) {
        return row.home() instanceof Home.OfPatient(var key) ? Optional.of(key) : Optional.empty();
    }
}
