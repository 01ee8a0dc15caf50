package vn.lienthong.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.lienthong.access.ResultBundle.Entry;
import vn.lienthong.access.ResultBundle.Response;
import vn.lienthong.record.RecordRow;
import vn.lienthong.shared.ExchangeException;
import vn.lienthong.shared.ExchangeProperties;
import vn.lienthong.shared.Issue;

/**
 * <a href="https://hl7.org/fhir/R4/http.html#transaction">batch and transaction</a>: writes first, in one transaction or
 * each on its own, then reads of what is there now.
 */
@Component
public class Batches {

    private final Writing writing;
    private final EntryReads reads;
    private final AccessProperties properties;
    private final String base;

    Batches(Writing writing, EntryReads reads, AccessProperties properties, ExchangeProperties exchange) {
        this.writing = writing;
        this.reads = reads;
        this.properties = properties;
        this.base = exchange.fhirBase().toString();
    }

    /**
     * @param json the Bundle
     * @param preference what comes back of what is written
     */
    public ResultBundle process(AccessRequest request, byte[] json, ReturnPreference preference) {
        var bundle = BundleReader.read(json, properties.maxEntries(), base);
        var answers = bundle.type().equals("transaction")
                ? transaction(request, bundle.entries(), preference)
                : batch(request, bundle.entries(), preference);
        return new ResultBundle(bundle.type() + "-response", OptionalInt.empty(), List.of(), answers);
    }

    private List<Entry> transaction(AccessRequest request, List<BundleEntry> entries, ReturnPreference preference) {
        var writes = entries.stream()
                .filter(WriteEntry.class::isInstance)
                .map(WriteEntry.class::cast)
                .toList();
        var results = writes.isEmpty() ? List.<WriteResult>of() : writing.transaction(request, writes);
        var room = new Room(properties.maxBody().toBytes());
        var answers = new ArrayList<Entry>(entries.size());
        int next = 0;
        for (var entry : entries) {
            answers.add(
                    switch (entry) {
                        case WriteEntry _ -> written(results.get(next++), preference);
                        // The changes are stored by now: a read that finds nothing says so in its own entry.
                        case ReadEntry read -> one(request, read, preference, room);
                    });
        }
        return answers;
    }

    private List<Entry> batch(AccessRequest request, List<BundleEntry> entries, ReturnPreference preference) {
        var room = new Room(properties.maxBody().toBytes());
        var answers = new ArrayList<Entry>(entries.size());
        for (var entry : entries) {
            answers.add(one(request, entry, preference, room));
        }
        return answers;
    }

    private Entry one(AccessRequest request, BundleEntry entry, ReturnPreference preference, Room room) {
        try {
            return switch (entry) {
                case WriteEntry write -> written(writing.write(request, write), preference);
                case ReadEntry read -> room.take(reads.read(request, room.checked(read)));
            };
        } catch (ExchangeException e) {
            return response(new Response(
                    Status.of(e.issue()).line(),
                    null,
                    null,
                    null,
                    OutcomeJson.errors(e.issue().details())));
        }
    }

    /** How much the searches and histories of one answer may still hold: it is made in memory. */
    private static final class Room {

        private long characters;

        Room(long characters) {
            this.characters = characters;
        }

        ReadEntry checked(ReadEntry read) {
            if (characters < 0) {
                throw Issue.malformed(
                        "too-costly",
                        read.requestPlace(),
                        "The entries before this one fill the answer. Ask for this in a request of its own.");
            }
            return read;
        }

        Entry take(Entry entry) {
            characters -= entry.json() == null ? 0 : entry.json().length();
            return entry;
        }
    }

    private Entry written(WriteResult result, ReturnPreference preference) {
        return switch (result.outcome()) {
            case CREATED -> answer(result, "201 Created", preference);
            case UPDATED, UNCHANGED -> answer(result, "200 OK", preference);
            case DELETED, ABSENT -> deleted(result, preference);
        };
    }

    private Entry deleted(WriteResult result, ReturnPreference preference) {
        var row = result.row();
        return response(new Response(
                preference == ReturnPreference.OPERATION_OUTCOME ? "200 OK" : "204 No Content",
                null,
                row == null ? null : etag(row),
                row == null ? null : row.lastUpdated().toString(),
                outcome(result, preference)));
    }

    private Entry answer(WriteResult result, String status, ReturnPreference preference) {
        var row = result.row();
        if (row == null) {
            throw new IllegalStateException("A result without a row has no version");
        }
        boolean whole = preference == ReturnPreference.REPRESENTATION;
        return new Entry(
                whole ? row : null,
                null,
                null,
                whole ? base + "/" + row.key() : null,
                Optional.empty(),
                Optional.of(new Response(
                        status,
                        "%s/%s/_history/%d".formatted(base, row.key(), row.version()),
                        etag(row),
                        row.lastUpdated().toString(),
                        outcome(result, preference))));
    }

    private static @Nullable String outcome(WriteResult result, ReturnPreference preference) {
        return preference == ReturnPreference.OPERATION_OUTCOME
                ? OutcomeJson.information(Issue.one("informational", null, result.summary()))
                : null;
    }

    private static String etag(RecordRow row) {
        return "W/\"%d\"".formatted(row.version());
    }

    private static Entry response(Response response) {
        return new Entry(null, null, null, null, Optional.empty(), Optional.of(response));
    }
}
