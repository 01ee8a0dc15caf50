package vn.lienthong.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * A real Keycloak with the realm {@code lienthong}, on loopback over plain HTTP. The realm is imported when its
 * database does not hold it yet, and left alone afterwards.
 *
 * @see <a href="https://www.keycloak.org/server/configuration">Configuring Keycloak</a>
 */
public final class Keycloak implements AutoCloseable {

    public static final String REALM = "lienthong";

    /** What the build step fixes; {@code --optimized} takes no other value at start. */
    private static final List<String> BUILD_OPTIONS =
            List.of("--db=postgres", "--health-enabled=true", "--http-management-health-enabled=false");

    /** 30 s on two free cores. */
    private static final Duration PATIENCE_TO_BUILD = Duration.ofMinutes(5);

    /** The first start makes 100 tables: half a minute on two free cores. */
    private static final Duration PATIENCE_TO_START = Duration.ofMinutes(5);

    private final ChildProcess process;
    private final int port;

    private Keycloak(ChildProcess process, int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * Does the build step, once for each unpacked distribution, whoever comes first.
     *
     * @param realm what servers of this distribution import when their database does not hold it
     */
    public static void build(Path home, Path realm, Path log) throws InterruptedException {
        Path built = home.resolve("lienthong.built");
        String wanted = String.join(" ", BUILD_OPTIONS);
        try (FileChannel lock = FileChannel.open(
                        home.resolve("lienthong.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var held = lock.lock()) {
            importAtStart(home, realm);
            if (held.isValid() && Files.exists(built) && Files.readString(built).equals(wanted)) {
                return;
            }
            List<String> arguments = new ArrayList<>(List.of("build"));
            arguments.addAll(BUILD_OPTIONS);
            ChildProcess.start("The build step of Keycloak", home, log, Map.of(), command(home, arguments))
                    .awaitEnd(PATIENCE_TO_BUILD);
            Files.writeString(built, wanted);
        } catch (IOException failed) {
            throw new UncheckedIOException("Keycloak could not be prepared in " + home, failed);
        }
    }

    /** Starts a server that was built; returns at once, see {@link #awaitReady}. */
    public static Keycloak start(Path home, int port, Path log, String databaseUrl, Map<String, String> environment) {
        Map<String, String> all = new HashMap<>(Map.of(
                "KC_DB_URL",
                databaseUrl,
                "KC_DB_USERNAME",
                Postgres.KEYCLOAK,
                "KC_DB_PASSWORD",
                Postgres.PASSWORD,
                "KC_BOOTSTRAP_ADMIN_USERNAME",
                "admin",
                "KC_BOOTSTRAP_ADMIN_PASSWORD",
                "demo"));
        all.putAll(environment);
        List<String> arguments = List.of(
                "start",
                "--optimized",
                "--import-realm",
                "--cache=local",
                "--http-enabled=true",
                "--http-host=127.0.0.1",
                "--http-port=" + port,
                "--hostname=http://localhost:" + port);
        return new Keycloak(ChildProcess.start("Keycloak", home, log, all, command(home, arguments)), port);
    }

    /** Waits until the realm can be used. */
    public void awaitReady() throws InterruptedException {
        process.awaitReady(URI.create(issuer() + "/.well-known/openid-configuration"), PATIENCE_TO_START);
    }

    public String issuer() {
        return issuer(port);
    }

    static String issuer(int port) {
        return "http://localhost:" + port + "/realms/" + REALM;
    }

    public URI tokenEndpoint() {
        return tokenEndpoint(port);
    }

    static URI tokenEndpoint(int port) {
        return URI.create(issuer(port) + "/protocol/openid-connect/token");
    }

    long pid() {
        return process.pid();
    }

    CompletableFuture<Process> onExit() {
        return process.onExit();
    }

    /** A file that is as it should be is left alone: another server may be reading it. */
    private static void importAtStart(Path home, Path realm) throws IOException {
        Path imports = Files.createDirectories(home.resolve("data").resolve("import"));
        Path imported = imports.resolve(realm.getFileName());
        if (!Files.exists(imported) || Files.mismatch(realm, imported) >= 0) {
            Files.copy(realm, imported, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /**
     * What {@code bin/kc.sh} would run, without the shell between: so ending the process ends Keycloak, and it runs
     * where the archive was unpacked without execute permissions. The heap is bounded. The simple collector and the
     * first compiler alone take a quarter off the time until it answers (14 s to 10 s) and 100 MB off its memory.
     */
    private static List<String> command(Path home, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(
                ChildProcess.java(),
                "-Xms64m",
                "-Xmx384m",
                "-XX:MaxMetaspaceSize=256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+ExitOnOutOfMemoryError",
                "-Dkc.home.dir=" + home,
                "-Djboss.server.config.dir=" + home.resolve("conf"),
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "-Dpicocli.disable.closures=true",
                "-Dquarkus-log-max-startup-records=10000",
                "-Djava.util.concurrent.ForkJoinPool.common.threadFactory="
                        + "io.quarkus.bootstrap.forkjoin.QuarkusForkJoinWorkerThreadFactory",
                "-Duser.language=en",
                "-Duser.country=US",
                "--add-opens=java.base/java.util=ALL-UNNAMED",
                "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
                "--add-opens=java.base/java.security=ALL-UNNAMED",
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                home.resolve("lib").resolve("quarkus-run.jar").toString(),
                "io.quarkus.bootstrap.runner.QuarkusEntryPoint"));
        command.addAll(arguments);
        return command;
    }

    @Override
    public void close() {
        process.close();
    }
}
