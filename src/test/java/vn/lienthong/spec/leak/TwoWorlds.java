package vn.lienthong.spec.leak;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import vn.lienthong.demo.Checkout;
import vn.lienthong.demo.Exchange;
import vn.lienthong.demo.ExchangeConfiguration;
import vn.lienthong.demo.FreePort;
import vn.lienthong.demo.Postgres;
import vn.lienthong.demo.SampleLoader;
import vn.lienthong.sample.DirectoryBundle;
import vn.lienthong.sample.SampleDirectory;
import vn.lienthong.spec.ExchangeNode;
import vn.lienthong.spec.KeycloakNode;

/**
 * Two exchanges with the same data under the same ids, but that {@link #hidden()} holds rows which the callers may not
 * see and which {@link #absent()} never held.
 */
final class TwoWorlds implements AutoCloseable {

    /** Any text: it seals the page links of this run only. */
    private static final String SECRET_KEY = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";

    private final List<AutoCloseable> running = new ArrayList<>();
    private final KeycloakNode keycloak;
    private final Normal normal = new Normal(Clock.systemUTC().instant());
    private final World hidden;
    private final World absent;

    private TwoWorlds(KeycloakNode keycloak) throws SQLException, IOException, InterruptedException {
        this.keycloak = keycloak;
        this.hidden = start("leak_hidden");
        this.absent = start("leak_absent");
    }

    static TwoWorlds start(KeycloakNode keycloak) {
        try {
            var worlds = new TwoWorlds(keycloak);
            for (Cause cause : Cause.values()) {
                worlds.load(worlds.hidden, Asker.CUSTODIAN, cause.base());
                worlds.load(worlds.absent, Asker.CUSTODIAN, cause.base());
                worlds.load(worlds.hidden, Asker.CUSTODIAN, cause.hidden());
                worlds.load(worlds.hidden, Asker.RECORDER, cause.decisions());
                if (cause.registrationIsSeen()) {
                    worlds.load(worlds.absent, Asker.RECORDER, cause.decisions());
                }
            }
            return worlds;
        } catch (SQLException failed) {
            throw new IllegalStateException("The databases of two worlds could not be made", failed);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while two worlds started", interrupted);
        }
    }

    World hidden() {
        return hidden;
    }

    World absent() {
        return absent;
    }

    private World start(String database) throws SQLException, IOException, InterruptedException {
        var postgres = keycloak.postgres();
        StatementLog log;
        try (var superuser = postgres.superuser("postgres");
                Statement sql = superuser.createStatement()) {
            sql.execute("CREATE DATABASE " + database + " OWNER " + Postgres.OWNER);
            sql.execute("GRANT CONNECT ON DATABASE " + database + " TO " + Postgres.APPLICATION);
            log = StatementLog.of(keycloak.directory().resolve("postgres.log"), database, superuser);
        }
        var configuration =
                new ExchangeConfiguration(FreePort.any(), postgres.url(database), keycloak.issuer(), SECRET_KEY);
        var exchange = Exchange.start(
                Checkout.here().exchangeJar(),
                keycloak.directory(),
                keycloak.directory().resolve(database + ".log"),
                configuration,
                ExchangeNode.virtualMachine("-Xmx384m"),
                // The self-test and the runs in the background would ask between the questions.
                Map.of(
                        "LIENTHONG_BASE_URL",
                        World.BASE.replace("/fhir", ""),
                        "LIENTHONG_SELFTEST_ENABLED",
                        "false",
                        // The limit of the hour would answer most questions.
                        "LIENTHONG_EMERGENCY_ASKS_PER_HOUR",
                        "100000",
                        "LIENTHONG_ACCESS_EXPLANATIONS_PER_MINUTE",
                        "100000",
                        "LIENTHONG_LABELS_REST",
                        "1h",
                        "LIENTHONG_INDEX_REST",
                        "1h",
                        "LIENTHONG_BULK_REST",
                        "1h",
                        "LIENTHONG_SCHEDULING_REST",
                        "1h",
                        "LIENTHONG_REFERRAL_REST",
                        "1h",
                        "LIENTHONG_SUBSCRIPTION_REST",
                        "1h"));
        running.add(exchange);
        exchange.awaitReady();
        try (var loader = new SampleLoader()) {
            loader.load(
                    () -> keycloak.token("operator"),
                    exchange.baseUrl(),
                    SampleDirectory.bundles().stream()
                            .map(DirectoryBundle::transactionBundle)
                            .toList());
        }
        var world = new World(exchange.baseUrl(), keycloak, log, normal);
        running.add(world);
        return world;
    }

    private void load(World world, Asker sender, List<String> bundles) {
        for (String bundle : bundles) {
            var answer = world.send(sender, Question.send("transaction", "POST", "", bundle));
            if (answer.statusCode() != 200) {
                throw new AssertionError(World.body(answer) + "\n" + bundle);
            }
        }
    }

    @Override
    public void close() throws Exception {
        for (AutoCloseable one : running.reversed()) {
            one.close();
        }
    }
}
