package vn.lienthong.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.springframework.stereotype.Component;
import vn.lienthong.access.ResultBundle.Entry;
import vn.lienthong.record.RecordRow;
import vn.lienthong.record.RecordStore;
import vn.lienthong.record.RecordStore.Columns;
import vn.lienthong.shared.ExchangeException;
import vn.lienthong.shared.ExchangeProperties;
import vn.lienthong.shared.Interaction;
import vn.lienthong.shared.Issue;
import vn.lienthong.shared.ResourceKey;

/**
 * <a href="https://hl7.org/fhir/R4/http.html#read">read</a>, <a href="https://hl7.org/fhir/R4/http.html#vread">vread</a>
 * and <a href="https://hl7.org/fhir/R4/http.html#history">history</a> of one id.
 */
@Component
public class Reading {

    private final RecordStore store;
    private final VisibleRows visibleRows;
    private final Auditing auditing;
    private final Gate gate;
    private final String base;

    Reading(RecordStore store, VisibleRows visibleRows, Auditing auditing, Gate gate, ExchangeProperties properties) {
        this.store = store;
        this.visibleRows = visibleRows;
        this.auditing = auditing;
        this.gate = gate;
        this.base = properties.fhirBase().toString();
    }

    /** The current version; 404 when it is absent or hidden, 410 when it was deleted. */
    public RecordRow read(AccessRequest request, ResourceKey key) {
        gate.check(request, Interaction.READ, key.type());
        var found = store.find(key, Columns.ALL);
        return answer(request, Interaction.READ, key, visible(request, found), found);
    }

    /** One version; it is shown only if the newest one may be seen too. */
    public RecordRow vread(AccessRequest request, ResourceKey key, String version) {
        gate.check(request, Interaction.VREAD, key.type());
        var newest = visible(request, store.find(key, Columns.ALL));
        var found = versionNumber(version).flatMap(number -> store.findVersion(key, number));
        var visible = visible(request, newest.rows().isEmpty() ? Optional.empty() : found);
        return answer(request, Interaction.VREAD, key, visible.rows().isEmpty() ? hidden(newest) : visible, found);
    }

    /** All versions that may be seen, newest first. */
    public ResultBundle history(AccessRequest request, ResourceKey key) {
        gate.check(request, Interaction.HISTORY, key.type());
        var versions = store.versions(key);
        var newest = visible(request, versions.stream().findFirst());
        if (newest.rows().isEmpty()) {
            auditing.absent(request, Interaction.HISTORY, key, newest.patients());
            throw Issue.unknown(key);
        }
        var visible = visibleRows.among(request, versions);
        auditing.permitted(request, Interaction.HISTORY, key.type(), Optional.of(key.id()), visible);
        var entries = new ArrayList<Entry>();
        for (var version : visible.rows()) {
            entries.add(historyEntry(version, version.version() == 1));
        }
        entries.sort((a, b) -> Integer.compare(versionOf(b), versionOf(a)));
        return new ResultBundle("history", OptionalInt.of(entries.size()), List.of(), entries);
    }

    private static int versionOf(Entry entry) {
        return entry.row() == null ? 0 : entry.row().version();
    }

    private Entry historyEntry(RecordRow row, boolean first) {
        var method = row.deleted() ? "DELETE" : first ? "POST" : "PUT";
        var status = row.deleted() ? "204 No Content" : first ? "201 Created" : "200 OK";
        return new Entry(
                row,
                null,
                null,
                base + "/" + row.key(),
                Optional.of(new ResultBundle.Request(
                        method, first ? row.key().type() : row.key().toString())),
                Optional.of(new ResultBundle.Response(
                        status,
                        null,
                        "W/\"%d\"".formatted(row.version()),
                        row.lastUpdated().toString(),
                        null)));
    }

    private Visible visible(AccessRequest request, Optional<RecordRow> row) {
        return visibleRows.among(request, row.map(List::of).orElse(List.of()));
    }

    private static Visible hidden(Visible looked) {
        return new Visible(List.of(), looked.bases(), looked.persons());
    }

    private RecordRow answer(
            AccessRequest request,
            Interaction interaction,
            ResourceKey key,
            Visible visible,
            Optional<RecordRow> found) {
        if (visible.rows().isEmpty() || found.isEmpty()) {
            auditing.absent(request, interaction, key, visible.patients());
            throw Issue.unknown(key);
        }
        auditing.permitted(request, interaction, key.type(), Optional.of(key.id()), visible);
        var row = visible.rows().getFirst();
        if (row.deleted()) {
            throw new ExchangeException(new Issue.Deleted(
                    Issue.one("deleted", null, "`%s` was deleted. Its former versions can be read.".formatted(key)),
                    row.version()));
        }
        return row;
    }

    /** A version id that is no number was never given here. */
    private static Optional<Integer> versionNumber(String version) {
        return version.matches("[1-9]\\d{0,8}") ? Optional.of(Integer.parseInt(version)) : Optional.empty();
    }
}
