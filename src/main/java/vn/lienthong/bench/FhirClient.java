package vn.lienthong.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.ProtocolException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/**
 * Asks the exchange over kept connections of HTTP/1.1, as a facility's system would. Safe for several threads.
 *
 * <p>The JDK's blocking client: on a machine that it shares with the exchange, the asynchronous one needs several times
 * as long for the bytes of a history.
 */
final class FhirClient {

    private static final int PATIENCE = (int) Duration.ofMinutes(2).toMillis();

    private static final int CHUNK = 1 << 16;

    private final String base;

    FhirClient(String base) {
        this.base = base;
    }

    String base() {
        return base;
    }

    /** Reads the body to its end and counts its bytes; anything but success ends the benchmark. */
    long length(String token, String path) {
        var get = get(token, path);
        try (var body = accepted(get)) {
            var chunk = new byte[CHUNK];
            long length = 0;
            for (int read = body.read(chunk); read >= 0; read = body.read(chunk)) {
                length += read;
            }
            return length;
        } catch (IOException failed) {
            throw broken(get, failed);
        }
    }

    byte[] body(String token, String path) {
        var get = get(token, path);
        try (var body = accepted(get)) {
            return body.readAllBytes();
        } catch (IOException failed) {
            throw broken(get, failed);
        }
    }

    /** A transaction Bundle; anything but success ends the benchmark. */
    void transaction(String token, byte[] bundle) {
        post(token, base, "application/fhir+json", bundle);
    }

    /** A file of lines; gives the report. */
    byte[] bringIn(String token, byte[] lines) {
        return post(token, base + "/$import", "application/fhir+ndjson", lines);
    }

    void put(String token, String path, byte[] resource) {
        send(put(token, path), "application/fhir+json", resource);
    }

    /** @param version that is replaced */
    void put(String token, String path, String version, byte[] resource) {
        var put = put(token, path);
        put.setRequestProperty("If-Match", "W/\"" + version + "\"");
        send(put, "application/fhir+json", resource);
    }

    private HttpURLConnection put(String token, String path) {
        var put = request(token, base + "/" + path);
        method(put, "PUT");
        return put;
    }

    void delete(String token, String path) {
        var delete = request(token, base + "/" + path);
        method(delete, "DELETE");
        try (var body = accepted(delete)) {
            body.readAllBytes();
        } catch (IOException failed) {
            throw broken(delete, failed);
        }
    }

    private static void method(HttpURLConnection request, String method) {
        try {
            request.setRequestMethod(method);
        } catch (ProtocolException unknown) {
            throw new IllegalArgumentException(method, unknown);
        }
    }

    private static byte[] post(String token, String address, String contentType, byte[] content) {
        return send(request(token, address), contentType, content);
    }

    private static byte[] send(HttpURLConnection request, String contentType, byte[] content) {
        request.setDoOutput(true);
        request.setFixedLengthStreamingMode(content.length);
        request.setRequestProperty("Content-Type", contentType);
        request.setRequestProperty("Prefer", "return=minimal");
        try {
            try (var out = request.getOutputStream()) {
                out.write(content);
            }
            try (var body = accepted(request)) {
                return body.readAllBytes();
            }
        } catch (IOException failed) {
            throw broken(request, failed);
        }
    }

    /** Asks for an export; gives the address of its status. */
    String kickOff(String token, String path) {
        var get = get(token, path);
        get.setRequestProperty("Prefer", "respond-async");
        try {
            int status = get.getResponseCode();
            return Optional.ofNullable(get.getHeaderField("Content-Location"))
                    .orElseThrow(() -> new BenchFailure("`" + path + "` was answered with " + status + "."));
        } catch (IOException failed) {
            throw broken(get, failed);
        }
    }

    /** What an export says when it is complete; empty while it is not. */
    Optional<byte[]> complete(String token, String status) {
        var get = request(token, status);
        try {
            if (get.getResponseCode() == HttpURLConnection.HTTP_ACCEPTED) {
                return Optional.empty();
            }
            try (var body = accepted(get)) {
                return Optional.of(body.readAllBytes());
            }
        } catch (IOException failed) {
            throw broken(get, failed);
        }
    }

    /** Reads a file to its end and counts its lines. */
    long lines(String token, String address) {
        var get = request(token, address);
        get.setRequestProperty("Accept", "application/fhir+ndjson");
        try (var body = accepted(get)) {
            var chunk = new byte[CHUNK];
            long lines = 0;
            for (int read = body.read(chunk); read >= 0; read = body.read(chunk)) {
                for (int i = 0; i < read; i++) {
                    if (chunk[i] == '\n') {
                        lines++;
                    }
                }
            }
            return lines;
        } catch (IOException failed) {
            throw broken(get, failed);
        }
    }

    private HttpURLConnection get(String token, String path) {
        return request(token, base + "/" + path);
    }

    private static HttpURLConnection request(String token, String address) {
        try {
            var request = (HttpURLConnection) URI.create(address).toURL().openConnection();
            request.setConnectTimeout(PATIENCE);
            request.setReadTimeout(PATIENCE);
            request.setRequestProperty("Accept", "application/fhir+json");
            request.setRequestProperty("Authorization", "Bearer " + token);
            return request;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static InputStream accepted(HttpURLConnection request) throws IOException {
        int status = request.getResponseCode();
        if (status / 100 != 2) {
            try (var body = request.getErrorStream()) {
                throw new BenchFailure(
                        "`" + request.getRequestMethod() + " " + request.getURL() + "` was answered with " + status
                                + ": " + (body == null ? "" : new String(body.readAllBytes(), StandardCharsets.UTF_8)));
            }
        }
        return request.getInputStream();
    }

    private static UncheckedIOException broken(HttpURLConnection request, IOException failed) {
        return new UncheckedIOException("The exchange did not answer at " + request.getURL(), failed);
    }
}
