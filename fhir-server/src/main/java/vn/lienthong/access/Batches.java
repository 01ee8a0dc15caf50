package vn.lienthong.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.lienthong.access.ResultBundle.Entry;
import vn.lienthong.access.ResultBundle.Response;
import vn.lienthong.access.WriteEntry.Method;
import vn.lienthong.record.RecordRow;
import vn.lienthong.shared.ExchangeException;
import vn.lienthong.shared.ExchangeProperties;
import vn.lienthong.shared.ResourceKey;

/**
 * <a href="https://hl7.org/fhir/R4/http.html#transaction">batch and transaction</a>: writes first, in one transaction or
 * each on its own, then reads of what is there now.
 */
@Component
public class Batches {

    private final Writing writing;
    private final Reading reading;
    private final Searching searching;
    private final BundleWriter bundles;
    private final AccessProperties properties;
    private final String base;

    Batches(
            Writing writing,
            Reading reading,
            Searching searching,
            BundleWriter bundles,
            AccessProperties properties,
            ExchangeProperties exchange) {
        this.writing = writing;
        this.reading = reading;
        this.searching = searching;
        this.bundles = bundles;
        this.properties = properties;
        this.base = exchange.fhirBase().toString();
    }

    /**
     * @param json the Bundle
     * @param representation whether written resources come back in the answer
     */
    public ResultBundle process(AccessRequest request, byte[] json, boolean representation) {
        var bundle = BundleReader.read(json, properties.maxEntries(), base);
        return bundle.type().equals("transaction")
                ? transaction(request, bundle.entries(), representation)
                : batch(request, bundle.entries(), representation);
    }

    private ResultBundle transaction(AccessRequest request, List<WriteEntry> entries, boolean representation) {
        var writes =
                entries.stream().filter(entry -> entry.method() != Method.GET).toList();
        var results = writes.isEmpty() ? List.<WriteResult>of() : writing.transaction(request, writes);
        var answers = new ArrayList<Entry>(entries.size());
        int next = 0;
        for (var entry : entries) {
            // The changes are stored by now: a read that finds nothing says so in its own entry.
            answers.add(
                    entry.method() == Method.GET
                            ? one(request, entry, true)
                            : written(results.get(next++), representation));
        }
        return new ResultBundle("transaction-response", OptionalInt.empty(), List.of(), answers);
    }

    private ResultBundle batch(AccessRequest request, List<WriteEntry> entries, boolean representation) {
        var answers = new ArrayList<Entry>(entries.size());
        for (var entry : entries) {
            answers.add(one(request, entry, representation));
        }
        return new ResultBundle("batch-response", OptionalInt.empty(), List.of(), answers);
    }

    private Entry one(AccessRequest request, WriteEntry entry, boolean representation) {
        try {
            return entry.method() == Method.GET
                    ? read(request, entry)
                    : written(writing.write(request, entry), representation);
        } catch (ExchangeException e) {
            return new Entry(
                    null,
                    null,
                    null,
                    null,
                    Optional.empty(),
                    Optional.of(new Response(
                            Status.of(e.issue()).line(),
                            null,
                            null,
                            null,
                            OutcomeJson.errors(e.issue().details()))));
        }
    }

    private Entry read(AccessRequest request, WriteEntry entry) {
        if (entry.id().isPresent()) {
            var row = reading.read(
                    request, new ResourceKey(entry.type(), entry.id().get()));
            return answer(row, "200 OK", true, null);
        }
        var criteria = entry.criteria().map(QueryString::parse).orElse(Map.of());
        var found = searching.search(request, entry.type(), criteria, false);
        return new Entry(
                null,
                new String(bundles.toBytes(found, request.now()), java.nio.charset.StandardCharsets.UTF_8),
                null,
                null,
                Optional.empty(),
                Optional.of(new Response("200 OK", null, null, null, null)));
    }

    private Entry written(WriteResult result, boolean representation) {
        return switch (result.outcome()) {
            case CREATED -> answer(result.row(), "201 Created", representation, location(result.row()));
            case UPDATED, UNCHANGED -> answer(result.row(), "200 OK", representation, location(result.row()));
            case DELETED -> answer(result.row(), "204 No Content", false, null);
            case ABSENT ->
                new Entry(
                        null,
                        null,
                        null,
                        null,
                        Optional.empty(),
                        Optional.of(new Response("204 No Content", null, null, null, null)));
        };
    }

    private @Nullable String location(@Nullable RecordRow row) {
        return row == null ? null : "%s/%s/_history/%d".formatted(base, row.key(), row.version());
    }

    private Entry answer(@Nullable RecordRow row, String status, boolean withResource, @Nullable String location) {
        if (row == null) {
            throw new IllegalStateException("A result without a row has no version");
        }
        return new Entry(
                withResource ? row : null,
                null,
                null,
                withResource ? base + "/" + row.key() : null,
                Optional.empty(),
                Optional.of(new Response(
                        status,
                        location,
                        "W/\"%d\"".formatted(row.version()),
                        row.lastUpdated().toString(),
                        null)));
    }
}
