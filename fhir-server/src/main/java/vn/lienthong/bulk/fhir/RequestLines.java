package vn.lienthong.bulk.fhir;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;
import vn.lienthong.bulk.Importing;
import vn.lienthong.shared.ExchangeException;
import vn.lienthong.shared.Issue;

/** The body of a request that is newline delimited JSON, gzip undone while it is read. */
final class RequestLines {

    private RequestLines() {}

    static InputStream open(@Nullable String contentType, @Nullable String encoding, Importing.Body body)
            throws IOException {
        if (contentType == null || !contentType.contains("ndjson")) {
            throw unsupported("Send the file itself, a resource a line, as `Content-Type: application/fhir+ndjson`."
                    + " Addresses to fetch from are not taken.");
        }
        if (encoding == null || encoding.equals("identity")) {
            return body.open();
        }
        if (!encoding.equals("gzip")) {
            throw unsupported("Of compressed files `Content-Encoding: gzip` is read.");
        }
        try {
            return new GZIPInputStream(body.open());
        } catch (ZipException | EOFException e) {
            throw Issue.malformed("structure", null, "The body is not gzip, as Content-Encoding says.");
        }
    }

    private static ExchangeException unsupported(String diagnostics) {
        return new ExchangeException(new Issue.UnsupportedMedia(Issue.one("not-supported", null, diagnostics)));
    }
}
