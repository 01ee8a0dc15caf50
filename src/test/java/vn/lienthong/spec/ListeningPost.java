package vn.lienthong.spec;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import java.util.stream.StreamSupport;

/** A subscriber's endpoint, which keeps what it is sent and answers as it is told. */
final class ListeningPost implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpServer server;
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private volatile int status = 200;
    private volatile Duration delay = Duration.ZERO;

    /** One notification. */
    record Received(JsonNode bundle, String authorization, String contentType, String text) {

        String parameter(String name) {
            for (JsonNode parameter : bundle.at("/entry/0/resource/parameter")) {
                if (parameter.path("name").asText().equals(name)) {
                    return parameter.properties().stream()
                            .filter(member -> member.getKey().startsWith("value"))
                            .map(member -> member.getValue().isObject()
                                    ? member.getValue().path("reference").asText()
                                    : member.getValue().asText())
                            .findFirst()
                            .orElseThrow();
                }
            }
            return "";
        }

        String type() {
            return parameter("type");
        }

        /** Values of a part of all events. */
        List<String> events(String part) {
            return StreamSupport.stream(bundle.at("/entry/0/resource/parameter").spliterator(), false)
                    .filter(parameter -> parameter.path("name").asText().equals("notification-event"))
                    .flatMap(event -> StreamSupport.stream(event.path("part").spliterator(), false))
                    .filter(each -> each.path("name").asText().equals(part))
                    .map(each -> each.has("valueString")
                            ? each.path("valueString").asText()
                            : each.at("/valueReference/reference").asText())
                    .toList();
        }
    }

    ListeningPost() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::take);
        server.start();
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            var text = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            received.add(new Received(
                    Caller.parse(text),
                    String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")),
                    String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type")),
                    text));
            Thread.sleep(delay);
            exchange.sendResponseHeaders(status, -1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    String url() {
        return "http://localhost:%d/notify".formatted(server.getAddress().getPort());
    }

    void answers(int code) {
        status = code;
    }

    void takesItsTime(Duration duration) {
        delay = duration;
    }

    List<Received> all() {
        return List.copyOf(received);
    }

    List<Received> ofType(String type) {
        return received.stream().filter(each -> each.type().equals(type)).toList();
    }

    /** References of all resources that it was told of, in the order in which they came. */
    List<String> told() {
        var told = new ArrayList<String>();
        ofType("event-notification").forEach(each -> told.addAll(each.events("focus")));
        return told;
    }

    List<String> numbers() {
        var numbers = new ArrayList<String>();
        ofType("event-notification").forEach(each -> numbers.addAll(each.events("event-number")));
        return numbers;
    }

    /** Waits until something has happened. */
    static void until(String what, BooleanSupplier happened) {
        var end = Instant.now().plus(PATIENCE);
        while (!happened.getAsBoolean()) {
            assertThat(Instant.now()).as("waited in vain until " + what).isBefore(end);
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
