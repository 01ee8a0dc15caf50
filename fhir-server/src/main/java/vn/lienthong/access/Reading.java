package vn.lienthong.access;

import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import vn.lienthong.record.RecordRow;
import vn.lienthong.record.RecordStore;
import vn.lienthong.record.RecordStore.Columns;
import vn.lienthong.shared.Interaction;
import vn.lienthong.shared.Issue;
import vn.lienthong.shared.ResourceKey;

/**
 * <a href="https://hl7.org/fhir/R4/http.html#read">read</a> and <a href="https://hl7.org/fhir/R4/http.html#vread">vread</a>
 * of one id.
 */
@Component
public class Reading {

    private final RecordStore store;
    private final VisibleRows visibleRows;
    private final Auditing auditing;
    private final Gate gate;

    Reading(RecordStore store, VisibleRows visibleRows, Auditing auditing, Gate gate) {
        this.store = store;
        this.visibleRows = visibleRows;
        this.auditing = auditing;
        this.gate = gate;
    }

    /** The current version; 404 when it is absent or hidden, 410 when it was deleted. */
    public RecordRow read(AccessRequest request, ResourceKey key) {
        gate.check(request, Interaction.READ, key.type());
        var found = store.find(key, Columns.ALL);
        return answer(request, Interaction.READ, key, visible(request, key, found), found);
    }

    /** One version; it is shown only if the newest one may be seen too. */
    public RecordRow vread(AccessRequest request, ResourceKey key, String version) {
        gate.check(request, Interaction.VREAD, key.type());
        var newest = visible(request, key, store.find(key, Columns.ALL));
        if (newest.rows().isEmpty()) {
            return answer(request, Interaction.VREAD, key, newest, Optional.empty());
        }
        var found = versionNumber(version).flatMap(number -> store.findVersion(key, number));
        var visible = visible(request, key, found);
        return answer(request, Interaction.VREAD, key, visible.rows().isEmpty() ? hidden(newest) : visible, found);
    }

    private Visible visible(AccessRequest request, ResourceKey key, Optional<RecordRow> row) {
        return visibleRows.at(request, List.of(key), row.map(List::of).orElse(List.of()));
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
            throw Issue.deleted(key, row.version());
        }
        return row;
    }

    /** A version id that is no number was never given here. */
    private static Optional<Integer> versionNumber(String version) {
        return version.matches("[1-9]\\d{0,8}") ? Optional.of(Integer.parseInt(version)) : Optional.empty();
    }
}
