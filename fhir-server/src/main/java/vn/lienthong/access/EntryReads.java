package vn.lienthong.access;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import vn.lienthong.access.ResultBundle.Entry;
import vn.lienthong.access.ResultBundle.Response;
import vn.lienthong.record.RecordRow;
import vn.lienthong.shared.ExchangeException;
import vn.lienthong.shared.ExchangeProperties;
import vn.lienthong.shared.Issue;
import vn.lienthong.shared.ResourceKey;

/** Answers the reads of a Bundle: each is what it would be as a request of its own. */
@Component
class EntryReads {

    private static final String HISTORY = "_history";

    /** The Bundle as a whole has one form. */
    private static final Set<String> SHAPE = Set.of("_format", "_pretty");

    private final Reading reading;
    private final Searching searching;
    private final InstanceHistory history;
    private final Everything everything;
    private final BundleWriter bundles;
    private final String base;

    EntryReads(
            Reading reading,
            Searching searching,
            InstanceHistory history,
            Everything everything,
            BundleWriter bundles,
            ExchangeProperties exchange) {
        this.reading = reading;
        this.searching = searching;
        this.history = history;
        this.everything = everything;
        this.bundles = bundles;
        this.base = exchange.fhirBase().toString();
    }

    Entry read(AccessRequest request, ReadEntry entry) {
        var address = entry.address();
        var type = address.type();
        if (address.id().isEmpty()) {
            return bundle(request, entry, searching.search(request, type, parameters(address), false));
        }
        var key = new ResourceKey(type, address.id().get());
        var rest = address.rest().orElse("");
        if (rest.isEmpty()) {
            return resource(entry, reading.read(request, key));
        }
        if (rest.equals(HISTORY)) {
            return bundle(request, entry, history.of(request, key, parameters(address)));
        }
        if (rest.startsWith(HISTORY + "/")) {
            return resource(entry, reading.vread(request, key, rest.substring(HISTORY.length() + 1)));
        }
        if (rest.equals("$everything") && type.equals("Patient")) {
            return bundle(request, entry, everything.of(request, key.id(), parameters(address)));
        }
        throw Issue.malformed(
                "not-supported",
                entry.requestPlace() + ".url",
                "An entry reads `Type/id`, a version, a history, `Patient/id/$everything`, or searches `Type?…`."
                        + " Ask for `%s` in a request of its own.".formatted(rest));
    }

    private static Map<String, List<String>> parameters(EntryAddress address) {
        var parameters =
                new LinkedHashMap<>(address.criteria().map(QueryString::parse).orElse(Map.of()));
        parameters.keySet().removeAll(SHAPE);
        return parameters;
    }

    private Entry bundle(AccessRequest request, ReadEntry entry, ResultBundle found) {
        var json = entry.bare() ? null : new String(bundles.toBytes(found, request.now()), StandardCharsets.UTF_8);
        return new Entry(
                null, json, null, null, Optional.empty(), Optional.of(new Response("200 OK", null, null, null, null)));
    }

    private Entry resource(ReadEntry entry, RecordRow row) {
        boolean known = known(entry, row);
        boolean shown = !known && !entry.bare();
        return new Entry(
                shown ? row : null,
                null,
                null,
                shown ? base + "/" + row.key() : null,
                Optional.empty(),
                Optional.of(new Response(
                        known ? "304 Not Modified" : "200 OK",
                        null,
                        "W/\"%d\"".formatted(row.version()),
                        row.lastUpdated().toString(),
                        null)));
    }

    /** <a href="https://hl7.org/fhir/R4/http.html#cread">conditional read</a>: an ETag is more exact than a time. */
    private static boolean known(ReadEntry entry, RecordRow row) {
        if (entry.ifNoneMatch().isPresent()) {
            return Preconditions.matches(entry.ifNoneMatch().get(), row, entry.requestPlace() + ".ifNoneMatch");
        }
        return entry.ifModifiedSince()
                .map(text -> !row.lastUpdated().isAfter(time(text, entry)))
                .orElse(false);
    }

    private static Instant time(String text, ReadEntry entry) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            throw notAnInstant(entry);
        }
    }

    private static ExchangeException notAnInstant(ReadEntry entry) {
        return Issue.malformed(
                "value",
                entry.requestPlace() + ".ifModifiedSince",
                "It must be an instant such as `2026-01-31T08:00:00+07:00`.");
    }
}
