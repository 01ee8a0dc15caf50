package vn.lienthong.demo;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The three programs of the demo, started side by side and ended together, the database last. */
final class DemoWorld implements AutoCloseable {

    private final Checkout checkout;
    private final DemoDirectory directory;
    private final DemoPorts ports;
    private final Progress progress;
    private final Deque<Part> parts = new ArrayDeque<>();
    private boolean closing;

    private record Part(
            String name, AutoCloseable handle, @Nullable CompletableFuture<Process> onExit) {}

    DemoWorld(Checkout checkout, DemoPorts ports, Progress progress) {
        this.checkout = checkout;
        this.directory = DemoDirectory.of(checkout).create();
        this.ports = ports;
        this.progress = progress;
    }

    /** Returns when everything answers and the sample data is in. */
    void start(Supplier<List<Delivery>> samples) throws InterruptedException {
        ExecutorService beside = Executors.newVirtualThreadPerTaskExecutor();
        try {
            Path home = checkout.keycloakHome();
            Future<?> built = beside.submit(() -> {
                Keycloak.build(home, checkout.realm(), directory.log("keycloak-build"));
                return null;
            });
            progress.say("Starting PostgreSQL on port " + ports.postgres());
            Postgres postgres = startPostgres();
            progress.say("PostgreSQL answers");
            Future<?> keycloak = beside.submit(() -> {
                built.get();
                startKeycloak(home, postgres);
                return null;
            });
            Future<?> exchange = beside.submit(() -> {
                startExchange(postgres);
                return null;
            });
            outcome(exchange);
            outcome(keycloak);
        } finally {
            beside.shutdownNow();
        }
        loadSamples(samples);
    }

    private Postgres startPostgres() {
        Postgres postgres =
                Postgres.start(directory.postgresData(), ports.postgres(), directory.log("postgres"), Map.of());
        register(new Part("postgres", postgres, null));
        return postgres;
    }

    private void startKeycloak(Path home, Postgres postgres) throws InterruptedException {
        progress.say("Starting Keycloak on port " + ports.keycloak()
                + (Files.exists(directory.samplesLoaded()) ? "" : " (the first start takes a minute)"));
        Keycloak keycloak = Keycloak.start(
                home,
                ports.keycloak(),
                directory.log("keycloak"),
                postgres.url(Postgres.KEYCLOAK),
                Map.of("LIENTHONG_PORTAL_URL", "http://localhost:" + ports.exchange()));
        directory.remember("keycloak", keycloak.pid());
        register(new Part("keycloak", keycloak, keycloak.onExit()));
        keycloak.awaitReady();
        progress.say("Keycloak answers");
    }

    private void startExchange(Postgres postgres) throws InterruptedException {
        progress.say("Starting the exchange on port " + ports.exchange());
        Exchange exchange = Exchange.start(
                checkout.exchangeJar(),
                directory.path(),
                directory.log("exchange"),
                new ExchangeConfiguration(
                        ports.exchange(), postgres.url(Postgres.DATABASE), issuer(), directory.secretKey()),
                List.of("-Xmx512m"),
                // The provincial hospital coordinates: it has the accounts for it.
                Map.of("LIENTHONG_REFERRAL_COORDINATOR", "22001"));
        directory.remember("exchange", exchange.pid());
        register(new Part("exchange", exchange, exchange.onExit()));
        exchange.awaitReady();
        progress.say("The exchange answers");
    }

    private void loadSamples(Supplier<List<Delivery>> samples) throws InterruptedException {
        if (Files.exists(directory.samplesLoaded())) {
            return;
        }
        try (Tokens tokens = tokens();
                SampleLoader loader = new SampleLoader()) {
            for (Delivery delivery : samples.get()) {
                progress.say("Loading sample data of " + delivery.sender());
                loader.load(() -> delivery.token().apply(tokens), baseUrl(), delivery.transactionBundles());
            }
        }
        directory.write(directory.samplesLoaded(), "");
    }

    Tokens tokens() {
        return new Tokens(Keycloak.tokenEndpoint(ports.keycloak()), Clock.systemUTC());
    }

    String baseUrl() {
        return "http://localhost:" + ports.exchange() + "/fhir";
    }

    String issuer() {
        return Keycloak.issuer(ports.keycloak());
    }

    /** Waits until one of the programs ends, which none does by itself, and says which. */
    String awaitEndOfAny() throws InterruptedException {
        CompletableFuture<?>[] ends;
        synchronized (this) {
            ends = parts.stream()
                    .flatMap(part -> part.onExit() == null
                            ? Stream.empty()
                            : Stream.of(part.onExit().thenApply(ended -> part.name())))
                    .toArray(CompletableFuture[]::new);
        }
        try {
            return String.valueOf(CompletableFuture.anyOf(ends).get());
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    synchronized boolean isClosing() {
        return closing;
    }

    /** What starts while everything is being ended is ended at once. */
    private void register(Part part) {
        synchronized (this) {
            parts.push(part);
            if (!closing) {
                return;
            }
        }
        close();
    }

    /** Ends everything, the last started first. */
    @Override
    public void close() {
        Part part;
        while ((part = next()) != null) {
            try {
                part.handle().close();
            } catch (Exception failed) {
                progress.say("Ending " + part.name() + " failed: " + failed.getMessage());
            }
            if (part.onExit() != null) {
                directory.forget(part.name());
            }
        }
    }

    private synchronized @Nullable Part next() {
        closing = true;
        return parts.poll();
    }

    private static void outcome(Future<?> task) throws InterruptedException {
        try {
            task.get();
        } catch (ExecutionException failed) {
            Throwable cause = failed.getCause();
            throw new DemoFailure(String.valueOf(cause == null ? failed.getMessage() : cause.getMessage()), failed);
        }
    }
}
