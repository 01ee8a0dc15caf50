package vn.lienthong.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Asks the exchange over kept connections of HTTP/1.1, as a facility's system would. Safe for several threads. */
final class FhirClient implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final HttpClient http = HttpClient.newBuilder()
            .version(Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final String base;

    FhirClient(String base) {
        this.base = base;
    }

    String base() {
        return base;
    }

    /** Reads the body to its end and counts its bytes; anything but 200 ends the benchmark. */
    long length(String token, String path) {
        HttpResponse<Long> answer = send(get(token, path), info -> new CountedBody());
        if (answer.statusCode() != 200) {
            throw new BenchFailure("`GET " + path + "` was answered with " + answer.statusCode() + ".");
        }
        return answer.body();
    }

    byte[] body(String token, String path) {
        HttpResponse<byte[]> answer = send(get(token, path), BodyHandlers.ofByteArray());
        return accepted("GET " + path, answer, answer.body());
    }

    /** A transaction Bundle; anything but 200 ends the benchmark. */
    void transaction(String token, byte[] bundle) {
        HttpRequest request = request(token, base)
                .header("Content-Type", "application/fhir+json")
                .header("Prefer", "return=minimal")
                .POST(BodyPublishers.ofByteArray(bundle))
                .build();
        HttpResponse<byte[]> answer = send(request, BodyHandlers.ofByteArray());
        accepted("POST a transaction", answer, answer.body());
    }

    private HttpRequest get(String token, String path) {
        return request(token, base + "/" + path)
                .header("Accept", "application/fhir+json")
                .build();
    }

    private static HttpRequest.Builder request(String token, String address) {
        return HttpRequest.newBuilder(URI.create(address)).timeout(PATIENCE).header("Authorization", "Bearer " + token);
    }

    private static byte[] accepted(String what, HttpResponse<?> answer, byte[] body) {
        if (answer.statusCode() != 200) {
            throw new BenchFailure("`" + what + "` was answered with " + answer.statusCode() + ": "
                    + new String(body, StandardCharsets.UTF_8));
        }
        return body;
    }

    private <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler) {
        try {
            return http.send(request, handler);
        } catch (IOException failed) {
            throw new UncheckedIOException("The exchange did not answer at " + request.uri(), failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new BenchFailure("Interrupted.");
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
