package vn.lienthong.access;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
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
        var head = new StringBuilder("{\"resourceType\":\"Bundle\",\"meta\":{\"lastUpdated\":\"")
                .append(now.truncatedTo(ChronoUnit.MILLIS))
                .append("\"},\"type\":")
                .append(quoted(bundle.type()));
        bundle.total().ifPresent(total -> head.append(",\"total\":").append(total));
        if (!bundle.links().isEmpty()) {
            head.append(",\"link\":[");
            var separator = "";
            for (var link : bundle.links()) {
                head.append(separator)
                        .append("{\"relation\":")
                        .append(quoted(link.relation()))
                        .append(",\"url\":")
                        .append(quoted(link.url()))
                        .append('}');
                separator = ",";
            }
            head.append(']');
        }
        out.write(bytes(head.toString()));
        if (!bundle.entries().isEmpty()) {
            entries(bundle, out);
        }
        out.write('}');
    }

    byte[] toBytes(ResultBundle bundle, Instant now) {
        try (var out = new ByteArrayOutputStream()) {
            write(bundle, now, out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void entries(ResultBundle bundle, OutputStream out) throws IOException {
        out.write(bytes(",\"entry\":["));
        try (var unpacker = packing.unpacker()) {
            boolean first = true;
            for (var entry : bundle.entries()) {
                if (!first) {
                    out.write(',');
                }
                first = false;
                entry(entry, unpacker, out);
            }
        }
        out.write(']');
    }

    private static void entry(ResultBundle.Entry entry, Packing.Unpacker unpacker, OutputStream out)
            throws IOException {
        var members = new Members(out);
        if (entry.fullUrl() != null) {
            members.name("fullUrl");
            out.write(bytes(quoted(entry.fullUrl())));
        }
        if (entry.row() != null && !entry.row().deleted()) {
            members.name("resource");
            out.write(unpacker.unpack(entry.row().requireBody()));
        } else if (entry.json() != null) {
            members.name("resource");
            out.write(bytes(entry.json()));
        }
        if (entry.mode() != null) {
            members.name("search");
            out.write(bytes("{\"mode\":%s}".formatted(quoted(entry.mode()))));
        }
        if (entry.request().isPresent()) {
            var request = entry.request().get();
            members.name("request");
            out.write(bytes("{\"method\":%s,\"url\":%s}".formatted(quoted(request.method()), quoted(request.url()))));
        }
        if (entry.response().isPresent()) {
            members.name("response");
            out.write(bytes(response(entry.response().get())));
        }
        members.end();
    }

    private static String response(ResultBundle.Response response) {
        var json = new StringBuilder("{\"status\":").append(quoted(response.status()));
        append(json, "location", response.location());
        append(json, "etag", response.etag());
        append(json, "lastModified", response.lastModified());
        if (response.outcome() != null) {
            json.append(",\"outcome\":").append(response.outcome());
        }
        return json.append('}').toString();
    }

    private static void append(StringBuilder json, String name, @Nullable String value) {
        if (value != null) {
            json.append(",\"").append(name).append("\":").append(quoted(value));
        }
    }

    private static String quoted(String text) {
        return "\"" + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + "\"";
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Braces and commas of one entry. */
    private static final class Members {

        private final OutputStream out;
        private boolean begun;

        Members(OutputStream out) {
            this.out = out;
        }

        void name(String name) throws IOException {
            out.write(bytes((begun ? ",\"" : "{\"") + name + "\":"));
            begun = true;
        }

        void end() throws IOException {
            out.write(bytes(begun ? "}" : "{}"));
        }
    }
}
