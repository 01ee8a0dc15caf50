package vn.lienthong.access;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import vn.lienthong.access.BulkRows.Chunk;
import vn.lienthong.audit.AuditOutcome;
import vn.lienthong.record.Packing;
import vn.lienthong.record.RecordStore.Columns;
import vn.lienthong.record.WrittenRows;
import vn.lienthong.search.SearchParameters;
import vn.lienthong.security.Permission;
import vn.lienthong.security.Permissions;
import vn.lienthong.shared.ExchangeException;
import vn.lienthong.shared.Interaction;
import vn.lienthong.shared.Issue;

/**
 * <a href="https://hl7.org/fhir/uv/bulkdata/STU2/export.html">Bulk export</a> through the one door: record after record,
 * each row decided at the moment at which it leaves, and on record before it does.
 */
@Component
public class BulkReading {

    private static final byte[] LINE = "\n".getBytes(StandardCharsets.UTF_8);

    /** A survey step holds a lock on its job: long enough to be worth it, short enough to be cancelled in between. */
    private static final int ROWS_OF_A_STEP = 20_000;

    private final Gate gate;
    private final BulkRows rows;
    private final WrittenRows written;
    private final Queries queries;
    private final SearchParameters parameters;
    private final Deciders deciders;
    private final Packing packing;
    private final Auditing auditing;

    BulkReading(
            Gate gate,
            BulkRows rows,
            WrittenRows written,
            Queries queries,
            SearchParameters parameters,
            Deciders deciders,
            Packing packing,
            Auditing auditing) {
        this.gate = gate;
        this.rows = rows;
        this.written = written;
        this.queries = queries;
        this.parameters = parameters;
        this.deciders = deciders;
        this.packing = packing;
        this.auditing = auditing;
    }

    /**
     * What a step of a survey found.
     *
     * @param place the last record that was looked at
     * @param records how many were looked at
     * @param resources how many may be seen, by type
     * @param ended whether this was the last record
     */
    public record Survey(long place, long records, Map<String, Long> resources, boolean ended) {}

    /** Types that the caller may export: those that are named, or else all. */
    public SortedSet<String> types(AccessRequest request, BulkLevel level, Collection<String> named) {
        var unknown = named.stream()
                .filter(type -> !level.contains(type) || !parameters.knowsType(type))
                .map(type -> new Issue.Detail(
                        "value",
                        null,
                        "Parameter `_type`: `%s` is no type of this export. Example: `_type=Patient,Observation`."
                                .formatted(type)))
                .toList();
        if (!unknown.isEmpty()) {
            throw new ExchangeException(new Issue.Malformed(unknown));
        }
        named.forEach(type -> gate.check(request, Interaction.EXPORT, type));
        var permitted = named.isEmpty()
                ? parameters.types().stream()
                        .filter(level::contains)
                        .filter(type -> Permissions.check(request.caller(), Interaction.EXPORT, type)
                                instanceof Permission.Allowed)
                        .collect(Collectors.toSet())
                : Set.copyOf(named);
        if (permitted.isEmpty()) {
            gate.check(request, Interaction.EXPORT, "Patient"); // says what is missing
        }
        return new TreeSet<>(permitted);
    }

    /** Refuses filters that cannot be understood. */
    public void checkFilters(BulkSelection selection) {
        var ignored = new BulkFilters(selection, queries);
    }

    /** Keys of the patients whom a Group names, in order; 404 when the caller may not see it. */
    public List<Long> members(AccessRequest request, String groupId, int most) {
        return rows.members(request, groupId, most);
    }

    /** Puts on record that an export was asked for. */
    public void opened(AccessRequest request, BulkLevel level, Optional<String> groupId) {
        var type = level == BulkLevel.GROUP ? "Group" : "Patient";
        auditing.append(auditing.entry(request, Interaction.EXPORT, AuditOutcome.SUCCESS)
                .withTarget(type, groupId.orElse(null)));
    }

    /** How many records an export looks at. */
    public long countRecords(AccessRequest request, BulkSelection selection) {
        return selection.level() == BulkLevel.GROUP
                ? selection.patients().size()
                : written.countRecords(deciders.custodianships(request.caller()));
    }

    /** All that was changed until then can be seen by now. */
    public Instant settled() {
        return written.settled();
    }

    /** Looks which types the next records hold for this caller. Nothing leaves. */
    public Survey survey(AccessRequest request, BulkSelection selection, long after) {
        var walk = rows.walk(request, selection, selection.types(), Columns.SEARCH);
        var counts = new HashMap<String, Long>();
        long seen = 0;
        long records = 0;
        long place = after;
        while (seen < ROWS_OF_A_STEP) {
            var chunk = walk.next(place, Long.MAX_VALUE);
            if (chunk.isEmpty()) {
                return new Survey(place, records, counts, true);
            }
            place = chunk.get().last();
            records += chunk.get().records();
            seen += chunk.get().read();
            chunk.get().visible().rows().forEach(row -> counts.merge(row.type(), 1L, Long::sum));
        }
        return new Survey(place, records, counts, false);
    }

    /** The same of what lies outside records. */
    public Map<String, Long> surveyShared(AccessRequest request, BulkSelection selection) {
        var counts = new TreeMap<String, Long>();
        if (selection.level() == BulkLevel.SYSTEM) {
            for (var type : selection.types()) {
                var walk = rows.shared(request, selection, type, Columns.SEARCH);
                for (var chunk = walk.next(); chunk.isPresent(); chunk = walk.next()) {
                    int found = chunk.get().visible().rows().size();
                    if (found > 0) {
                        counts.merge(type, (long) found, Long::sum);
                    }
                }
            }
        }
        return counts;
    }

    /**
     * Writes what the caller may see now, a line a resource, of the records after one key and up to another.
     *
     * @param goesOn asked between two portions; what it throws ends the file
     */
    public void write(
            AccessRequest request,
            BulkSelection selection,
            String type,
            long after,
            long last,
            OutputStream out,
            Runnable goesOn)
            throws IOException {
        gate.check(request, Interaction.EXPORT, type);
        var walk = rows.walk(request, selection, Set.of(type), Columns.ALL);
        long place = after;
        for (var chunk = walk.next(place, last); chunk.isPresent(); chunk = walk.next(place, last)) {
            goesOn.run();
            write(request, type, chunk.get(), out);
            place = chunk.get().last();
        }
    }

    /** The same of what lies outside records. */
    public void writeShared(
            AccessRequest request, BulkSelection selection, String type, OutputStream out, Runnable goesOn)
            throws IOException {
        gate.check(request, Interaction.EXPORT, type);
        var walk = rows.shared(request, selection, type, Columns.ALL);
        for (var chunk = walk.next(); chunk.isPresent(); chunk = walk.next()) {
            goesOn.run();
            write(request, type, chunk.get(), out);
        }
    }

    private void write(AccessRequest request, String type, Chunk chunk, OutputStream out) throws IOException {
        var visible = chunk.visible();
        if (visible.rows().isEmpty()) {
            return;
        }
        auditing.append(auditing.entry(request, Interaction.EXPORT, AuditOutcome.SUCCESS)
                .withTarget(type, null)
                .withPatients(chunk.patients())
                .withLegalBasis(visible.legalBasis()));
        var lines = new JsonChunks(out);
        try (var unpacker = packing.unpacker()) {
            for (var row : visible.rows()) {
                lines.raw(unpacker.unpack(row.requireBody())).raw(LINE);
            }
        }
        lines.drain();
    }
}
