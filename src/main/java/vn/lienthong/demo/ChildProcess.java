package vn.lienthong.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A program that this one started: its log, its readiness, its end. */
final class ChildProcess implements AutoCloseable {

    /** Spring Boot and Keycloak both finish open requests first; 30 s is what they allow themselves. */
    private static final Duration PATIENCE_AT_END = Duration.ofSeconds(30);

    private static final Duration BETWEEN_QUESTIONS = Duration.ofMillis(150);
    private static final int LINES_OF_LOG = 15;

    private final String name;
    private final Process process;
    private final Path log;

    private ChildProcess(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
    }

    /** Starts a program whose environment is this one's with {@code environment} on top; output goes to the log. */
    static ChildProcess start(
            String name, Path directory, Path log, Map<String, String> environment, List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.to(log.toFile()));
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            return new ChildProcess(name, process, log);
        } catch (IOException refused) {
            throw new UncheckedIOException(name + " could not be started", refused);
        }
    }

    /** The program that runs this very class: children use the same JDK. */
    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    long pid() {
        return process.pid();
    }

    CompletableFuture<Process> onExit() {
        return process.onExit();
    }

    /** Waits until the address answers 200; fails as soon as the program ends, or when the patience does. */
    void awaitReady(URI address, Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        try (HttpClient http =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build()) {
            while (!answers(http, address)) {
                if (process.waitFor(BETWEEN_QUESTIONS.toMillis(), TimeUnit.MILLISECONDS)) {
                    throw new IllegalStateException(
                            name + " ended with status " + process.exitValue() + ".\n" + endOfLog());
                }
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException(name + " did not answer at " + address + " within "
                            + patience.toSeconds() + " s.\n" + endOfLog());
                }
            }
        }
    }

    /** Waits for a program that ends by itself. */
    void awaitEnd(Duration patience) throws InterruptedException {
        if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            close();
            throw new IllegalStateException(name + " took more than " + patience.toSeconds() + " s.\n" + endOfLog());
        }
        if (process.exitValue() != 0) {
            throw new IllegalStateException(name + " ended with status " + process.exitValue() + ".\n" + endOfLog());
        }
    }

    private static boolean answers(HttpClient http, URI address) throws InterruptedException {
        HttpRequest question =
                HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(5)).build();
        try {
            return http.send(question, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    private String endOfLog() {
        try {
            List<String> lines = Files.readAllLines(log);
            return "The end of " + log + ":\n"
                    + String.join("\n", lines.subList(Math.max(0, lines.size() - LINES_OF_LOG), lines.size()));
        } catch (IOException unreadable) {
            return "Its log is " + log + ".";
        }
    }

    @Override
    public void close() {
        end(PATIENCE_AT_END);
    }

    /** Asks the program to end and waits; after that it is ended. */
    void end(Duration patience) {
        process.destroy();
        try {
            if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
