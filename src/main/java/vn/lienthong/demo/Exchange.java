package vn.lienthong.demo;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** The packaged application as a process of its own, on loopback. */
public final class Exchange implements AutoCloseable {

    /** Seconds on two free cores with the database present; the first start also makes the schema. */
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /** On two cores: a seventh less memory than G1 takes, and nothing that collects beside the requests. */
    private static final String COLLECTOR = "-XX:+UseParallelGC";

    private final ChildProcess process;
    private final ExchangeConfiguration configuration;

    private Exchange(ChildProcess process, ExchangeConfiguration configuration) {
        this.process = process;
        this.configuration = configuration;
    }

    /** Starts it; returns at once, see {@link #awaitReady}. */
    public static Exchange start(Path jar, Path directory, Path log, ExchangeConfiguration configuration) {
        return start(jar, directory, log, configuration, List.of("-Xmx512m"));
    }

    /** The same with options of the virtual machine, its heap above all. */
    public static Exchange start(
            Path jar, Path directory, Path log, ExchangeConfiguration configuration, List<String> options) {
        return start(jar, directory, log, configuration, options, Map.of());
    }

    /** The same with settings on top of the configuration, under the names that the environment carries. */
    public static Exchange start(
            Path jar,
            Path directory,
            Path log,
            ExchangeConfiguration configuration,
            List<String> options,
            Map<String, String> settings) {
        Map<String, String> environment = new HashMap<>(configuration.environment());
        environment.putAll(settings);
        environment.put("SERVER_ADDRESS", "127.0.0.1");
        List<String> command = new ArrayList<>(List.of(ChildProcess.java(), COLLECTOR));
        command.addAll(options);
        Path cache = Installation.cacheBeside(jar);
        if (Files.exists(cache)) {
            command.add("-XX:AOTCache=" + cache);
        }
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-jar", jar.toString()));
        return new Exchange(ChildProcess.start("The exchange", directory, log, environment, command), configuration);
    }

    public void awaitReady() throws InterruptedException {
        process.awaitReady(
                URI.create("http://localhost:" + configuration.port() + "/actuator/health/readiness"), PATIENCE);
    }

    /** The FHIR endpoint, without a slash at its end. */
    public String baseUrl() {
        return configuration.baseUrl();
    }

    public long pid() {
        return process.pid();
    }

    CompletableFuture<Process> onExit() {
        return process.onExit();
    }

    /** Ends it when it records a cache for later starts: the virtual machine writes that at its end. */
    public void closeAfterRecording() {
        process.end(PATIENCE);
    }

    @Override
    public void close() {
        process.close();
    }
}
