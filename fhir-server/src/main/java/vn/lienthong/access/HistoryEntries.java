package vn.lienthong.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import vn.lienthong.access.ResultBundle.Entry;
import vn.lienthong.record.HistoryStore.Step;
import vn.lienthong.record.RecordRow;
import vn.lienthong.record.RecordStore;
import vn.lienthong.shared.ExchangeProperties;

/** Entries of a history: each says by what request its version was made. */
@Component
class HistoryEntries {

    private final RecordStore store;
    private final String base;

    HistoryEntries(RecordStore store, ExchangeProperties exchange) {
        this.store = store;
        this.base = exchange.fhirBase().toString();
    }

    /** @param steps permitted ones, whose bodies are opened here */
    List<Entry> of(List<Step> steps) {
        var opened = store.withBodies(steps.stream().map(Step::row).toList());
        var entries = new ArrayList<Entry>(steps.size());
        for (int i = 0; i < steps.size(); i++) {
            entries.add(entry(opened.get(i), steps.get(i)));
        }
        return entries;
    }

    private Entry entry(RecordRow row, Step step) {
        var method = row.deleted() ? "DELETE" : step.posted() ? "POST" : "PUT";
        var status = row.deleted() ? "204 No Content" : step.created() ? "201 Created" : "200 OK";
        var url = step.posted() ? row.type() : row.key().toString();
        return new Entry(
                row,
                null,
                null,
                base + "/" + row.key(),
                Optional.of(new ResultBundle.Request(method, url)),
                Optional.of(new ResultBundle.Response(
                        status,
                        null,
                        "W/\"%d\"".formatted(row.version()),
                        row.lastUpdated().toString(),
                        null)));
    }
}
