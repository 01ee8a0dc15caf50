package vn.lienthong.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.lienthong.demo.Checkout;
import vn.lienthong.demo.Exchange;
import vn.lienthong.demo.ExchangeConfiguration;
import vn.lienthong.demo.FreePort;
import vn.lienthong.demo.Postgres;

/** What is measured, and the directory that it lives in: a durable PostgreSQL, an issuer of tokens, the exchange. */
final class BenchWorld implements AutoCloseable {

    /** Any text: it signs page links of this run only. */
    private static final String SECRET_KEY = "YmVuY2htYXJrLWJlbmNobWFyay1iZW5jaG1hcmsh";

    /** Further options of the exchange's virtual machine, to look at it while it is measured. */
    private static final String OPTIONS = "EXCHANGE_JAVA_OPTIONS";

    private final Checkout checkout;
    private final Path directory;
    private final Postgres postgres;
    private final Issuer issuer;
    private final int port = FreePort.any();
    private @Nullable Exchange exchange;

    private BenchWorld(Checkout checkout, Path directory, Postgres postgres, Issuer issuer) {
        this.checkout = checkout;
        this.directory = directory;
        this.postgres = postgres;
        this.issuer = issuer;
    }

    static Path directory(Checkout checkout) {
        return checkout.root().resolve(".bench");
    }

    static BenchWorld start(Checkout checkout, Path directory, Clock clock) {
        Postgres postgres = Postgres.start(
                directory.resolve("postgres"), FreePort.any(), directory.resolve("postgres.log"), Map.of());
        return new BenchWorld(checkout, directory, postgres, Issuer.start(clock));
    }

    /** Starts the exchange and waits until it is ready; what ran before is ended. */
    void startExchange(String heap) {
        List<String> options = new ArrayList<>(List.of(heap));
        String further = System.getenv(OPTIONS);
        if (further != null && !further.isBlank()) {
            options.addAll(Arrays.asList(further.strip().split("\\s+")));
        }
        startExchange(checkout.exchangeJar(), options);
    }

    /** The same of this jar with these options of the virtual machine. */
    void startExchange(Path jar, List<String> options) {
        stopExchange();
        ExchangeConfiguration configuration =
                new ExchangeConfiguration(port, postgres.url(Postgres.DATABASE), issuer.issuer(), SECRET_KEY);
        Exchange started = Exchange.start(jar, directory, directory.resolve("exchange.log"), configuration, options);
        synchronized (this) {
            exchange = started;
        }
        try {
            started.awaitReady();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new BenchFailure("Interrupted while the exchange started.");
        }
    }

    synchronized void stopExchange() {
        if (exchange != null) {
            exchange.close();
            exchange = null;
        }
    }

    /** As {@link #stopExchange}, with time to write the cache that it recorded. */
    synchronized void stopRecording() {
        if (exchange != null) {
            exchange.closeAfterRecording();
            exchange = null;
        }
    }

    String fhirBase() {
        return "http://localhost:" + port + "/fhir";
    }

    Issuer issuer() {
        return issuer;
    }

    Postgres postgres() {
        return postgres;
    }

    /** What the exchange's process holds in memory now, in megabytes. */
    double residentMegabytes() {
        long pid;
        synchronized (this) {
            if (exchange == null) {
                throw new IllegalStateException("The exchange does not run");
            }
            pid = exchange.pid();
        }
        try (var lines = Files.lines(Path.of("/proc", Long.toString(pid), "status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                            .findFirst()
                            .orElseThrow()
                    / 1024.0;
        } catch (IOException unreadable) {
            throw new UncheckedIOException("Memory of processes is read from /proc, as Linux has it", unreadable);
        }
    }

    @Override
    public void close() {
        stopExchange();
        issuer.close();
        postgres.close();
    }

    static void delete(Path directory) {
        delete(directory, directory.resolveSibling("nothing"));
    }

    /** Forgets everything of a former run but its result. */
    static void delete(Path directory, Path kept) {
        if (!Files.exists(directory)) {
            return;
        }
        try (var files = Files.walk(directory)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                if (!kept.startsWith(file)) {
                    Files.delete(file);
                }
            }
        } catch (IOException failed) {
            throw new UncheckedIOException("`" + directory + "` could not be emptied", failed);
        }
    }
}
