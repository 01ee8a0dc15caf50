package vn.lienthong.spec.leak;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import vn.lienthong.spec.KeycloakNode;

/** One running exchange with its own database. Asked with the JDK's client, which changes neither headers nor bytes. */
final class World implements AutoCloseable {

    /** Both worlds write this base into their answers, wherever they listen. */
    static final String BASE = "http://exchange.test/fhir";

    private static final String LINK = "\"relation\":\"%s\",\"url\":\"" + Pattern.quote(BASE + "/") + "([^\"]+)\"";
    private static final Pattern NEXT = Pattern.compile(LINK.formatted("next"));
    private static final Pattern LAST = Pattern.compile(LINK.formatted("last"));
    private static final Pattern PREVIOUS = Pattern.compile(LINK.formatted("previous"));

    /** Enough to see what follows the rows that differ. */
    private static final int PAGES = 4;

    private final String address;
    private final KeycloakNode keycloak;
    private final StatementLog log;
    private final Normal normal;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    World(String address, KeycloakNode keycloak, StatementLog log, Normal normal) {
        this.address = address;
        this.keycloak = keycloak;
        this.log = log;
        this.normal = normal;
    }

    /** The answer, and the pages that it leads to. */
    Reply ask(Asker asker, Question question) {
        log.take();
        var answer = send(asker, question);
        var text = new StringBuilder(
                normal.of(answer.statusCode(), answer.headers().map(), body(answer)));
        var next = next(body(answer));
        for (int page = 1; page < PAGES && next.isPresent(); page++) {
            var following = send(asker, Question.get("paging", next.get()));
            text.append(normal.of(following.statusCode(), following.headers().map(), body(following)));
            next = next(body(following));
        }
        var last = link(LAST, body(answer));
        if (last.isPresent()) {
            var end = send(asker, Question.get("paging", last.get()));
            text.append(normal.of(end.statusCode(), end.headers().map(), body(end)));
            var previous = link(PREVIOUS, body(end));
            if (previous.isPresent()) {
                var before = send(asker, Question.get("paging", previous.get()));
                text.append(normal.of(before.statusCode(), before.headers().map(), body(before)));
            }
        }
        return new Reply(answer.statusCode(), text.toString(), log.take());
    }

    /** The path that a Bundle's link leads to. */
    static Optional<String> next(String bundle) {
        return link(NEXT, bundle);
    }

    private static Optional<String> link(Pattern relation, String bundle) {
        var link = relation.matcher(bundle);
        return link.find() ? Optional.of(link.group(1)) : Optional.empty();
    }

    HttpResponse<byte[]> send(Asker asker, Question question) {
        String path = question.path().isEmpty() ? "" : "/" + question.path();
        var request = HttpRequest.newBuilder(URI.create(address + path.replace("|", "%7C")))
                .timeout(Duration.ofSeconds(60))
                .header("Authorization", "Bearer " + asker.token(keycloak))
                .method(
                        question.method(),
                        question.body().isEmpty()
                                ? BodyPublishers.noBody()
                                : BodyPublishers.ofByteArray(question.bytes()));
        question.headers().forEach(request::header);
        try {
            return http.send(request.build(), BodyHandlers.ofByteArray());
        } catch (IOException failed) {
            throw new UncheckedIOException(question.text(), failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while asking " + question.text(), interrupted);
        }
    }

    static String body(HttpResponse<byte[]> answer) {
        boolean gzip = answer.headers().firstValue("Content-Encoding").equals(Optional.of("gzip"));
        try (InputStream bytes = new ByteArrayInputStream(answer.body());
                InputStream plain = gzip ? new GZIPInputStream(bytes) : bytes) {
            return new String(plain.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
