package vn.lienthong.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/** Brings transaction Bundles to a FHIR endpoint in the order given, as whoever the tokens belong to. */
public final class SampleLoader implements AutoCloseable {

    /** A Bundle of 10,000 entries at the slowest rate seen. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    /** Each Bundle must be accepted; the first that is not ends the loading with what the exchange said of it. */
    public void load(Supplier<String> token, String baseUrl, List<byte[]> transactionBundles)
            throws InterruptedException {
        for (byte[] bundle : transactionBundles) {
            HttpResponse<String> answer = send(HttpRequest.newBuilder(URI.create(baseUrl))
                    .timeout(PATIENCE)
                    .header("Authorization", "Bearer " + token.get())
                    .header("Content-Type", "application/fhir+json")
                    .header("Prefer", "return=minimal")
                    .POST(BodyPublishers.ofByteArray(bundle))
                    .build());
            if (answer.statusCode() != 200) {
                throw new DemoFailure(
                        "The exchange refused sample data with " + answer.statusCode() + ": " + answer.body());
            }
        }
    }

    private HttpResponse<String> send(HttpRequest request) throws InterruptedException {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException failed) {
            throw new UncheckedIOException("The exchange did not answer at " + request.uri(), failed);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
