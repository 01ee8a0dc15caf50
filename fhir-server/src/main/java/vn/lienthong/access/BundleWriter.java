package vn.lienthong.access;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.lienthong.record.Packing;

/**
 * Writes a Bundle by splicing stored bodies into it: a body is decompressed and passed on, never parsed.
 */
@Component
public class BundleWriter {

    private final Packing packing;

    BundleWriter(Packing packing) {
        this.packing = packing;
    }

    /** The Bundle as <a href="https://hl7.org/fhir/R4/json.html">FHIR JSON</a>. */
    public void write(ResultBundle bundle, Instant now, OutputStream out) throws IOException {
        var json = new JsonChunks(out);
        json.raw("{\"resourceType\":\"Bundle\",\"meta\":{\"lastUpdated\":")
                .quoted(now.truncatedTo(ChronoUnit.MILLIS).toString())
                .raw("},\"type\":")
                .quoted(bundle.type());
        if (bundle.total().isPresent()) {
            json.raw(",\"total\":" + bundle.total().getAsInt());
        }
        if (!bundle.links().isEmpty()) {
            links(bundle.links(), json);
        }
        if (!bundle.entries().isEmpty()) {
            entries(bundle.entries(), json);
        }
        json.raw("}").drain();
    }

    /** A <a href="https://hl7.org/fhir/R4/documents.html">document</a>. */
    public void write(Document document, OutputStream out) throws IOException {
        var json = new JsonChunks(out);
        var made = document.made().truncatedTo(ChronoUnit.MILLIS).toString();
        json.raw("{\"resourceType\":\"Bundle\",\"meta\":{\"lastUpdated\":")
                .quoted(made)
                .raw("},\"identifier\":{\"system\":\"urn:ietf:rfc:3986\",\"value\":")
                .quoted("urn:uuid:" + document.identifier())
                .raw("},\"type\":\"document\",\"timestamp\":")
                .quoted(made);
        entries(document.entries(), json);
        json.raw("}").drain();
    }

    byte[] toBytes(ResultBundle bundle, Instant now) {
        return bytes(out -> write(bundle, now, out));
    }

    byte[] toBytes(Document document) {
        return bytes(out -> write(document, out));
    }

    private interface Written {
        void to(OutputStream out) throws IOException;
    }

    private static byte[] bytes(Written written) {
        try (var out = new ByteArrayOutputStream()) {
            written.to(out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void links(List<ResultBundle.Link> links, JsonChunks json) throws IOException {
        var separator = ",\"link\":[";
        for (var link : links) {
            json.raw(separator)
                    .raw("{\"relation\":")
                    .quoted(link.relation())
                    .raw(",\"url\":")
                    .quoted(link.url())
                    .raw("}");
            separator = ",";
        }
        json.raw("]");
    }

    private void entries(List<ResultBundle.Entry> entries, JsonChunks json) throws IOException {
        json.raw(",\"entry\":[");
        try (var unpacker = packing.unpacker()) {
            boolean first = true;
            for (var entry : entries) {
                json.raw(first ? "{" : ",{");
                first = false;
                entry(entry, unpacker, json);
                json.raw("}");
            }
        }
        json.raw("]");
    }

    private static void entry(ResultBundle.Entry entry, Packing.Unpacker unpacker, JsonChunks json) throws IOException {
        var separator = "";
        if (entry.fullUrl() != null) {
            json.raw("\"fullUrl\":").quoted(entry.fullUrl());
            separator = ",";
        }
        if (entry.row() != null && !entry.row().deleted()) {
            json.raw(separator).raw("\"resource\":").raw(entry.row().requireBody(), unpacker);
            separator = ",";
        } else if (entry.json() != null) {
            json.raw(separator).raw("\"resource\":").raw(entry.json());
            separator = ",";
        }
        if (entry.mode() != null) {
            json.raw(separator)
                    .raw("\"search\":{\"mode\":")
                    .quoted(entry.mode())
                    .raw("}");
            separator = ",";
        }
        if (entry.request().isPresent()) {
            var request = entry.request().get();
            json.raw(separator).raw("\"request\":{\"method\":").quoted(request.method());
            json.raw(",\"url\":").quoted(request.url()).raw("}");
            separator = ",";
        }
        if (entry.response().isPresent()) {
            json.raw(separator).raw("\"response\":");
            response(entry.response().get(), json);
        }
    }

    private static void response(ResultBundle.Response response, JsonChunks json) throws IOException {
        json.raw("{\"status\":").quoted(response.status());
        member(json, "location", response.location());
        member(json, "etag", response.etag());
        member(json, "lastModified", response.lastModified());
        if (response.outcome() != null) {
            json.raw(",\"outcome\":").raw(response.outcome());
        }
        json.raw("}");
    }

    private static void member(JsonChunks json, String name, @Nullable String value) throws IOException {
        if (value != null) {
            json.raw(",").quoted(name).raw(":").quoted(value);
        }
    }
}
