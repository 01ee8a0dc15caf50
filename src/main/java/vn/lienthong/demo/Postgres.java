package vn.lienthong.demo;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;

/**
 * A PostgreSQL 18 with the databases and roles that the exchange and Keycloak expect. It listens on loopback only and
 * trusts whoever reaches it there: for demonstrations, tests and measurements on one machine.
 *
 * <p>The binaries come from a library made for tests, which switches durability off; here it is switched on again,
 * since the data is kept and since measurements without it would mean nothing.
 */
public final class Postgres implements AutoCloseable {

    public static final String DATABASE = "lienthong";
    public static final String OWNER = "lienthong_owner";
    public static final String APPLICATION = "lienthong_app";
    public static final String KEYCLOAK = "keycloak";

    /** Trusted connections ignore passwords; clients still want one. */
    public static final String PASSWORD = "demo";

    private static final Map<String, String> DURABLE =
            Map.of("fsync", "on", "synchronous_commit", "on", "full_page_writes", "on");

    /** Enough for the demo's records to stay in memory, and still modest beside Keycloak on a laptop. */
    private static final Map<String, String> SIZED = Map.of(
            "shared_buffers", "256MB",
            "max_wal_size", "2GB",
            "max_connections", "100");

    /** A first start makes the cluster: 2 s, on a busy machine far more. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final EmbeddedPostgres server;

    private Postgres(EmbeddedPostgres server) {
        this.server = server;
    }

    /** Starts on a data directory, made when absent; {@code settings} go on top of the durable ones. */
    public static Postgres start(Path dataDirectory, int port, Path log, Map<String, String> settings) {
        try {
            Path parent = dataDirectory.toAbsolutePath().getParent();
            Files.createDirectories(parent == null ? dataDirectory : parent);
            EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                    .setDataDirectory(dataDirectory)
                    .setCleanDataDirectory(false)
                    .setRegisterShutdownHook(false)
                    .setPort(port)
                    .setPGStartupWait(PATIENCE)
                    .setLocaleConfig("locale", "C")
                    .setLocaleConfig("locale-provider", "builtin")
                    .setLocaleConfig("builtin-locale", "C.UTF-8")
                    .setOutputRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .setErrorRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .setServerConfig("listen_addresses", "127.0.0.1")
                    .setServerConfig("unix_socket_directories", "");
            DURABLE.forEach(builder::setServerConfig);
            SIZED.forEach(builder::setServerConfig);
            settings.forEach(builder::setServerConfig);
            Postgres postgres = new Postgres(builder.start());
            postgres.createRolesAndDatabases();
            return postgres;
        } catch (IOException failed) {
            throw new UncheckedIOException("PostgreSQL could not be started; its log is " + log, failed);
        }
    }

    public int port() {
        return server.getPort();
    }

    public String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port() + "/" + database;
    }

    /** A connection that may do everything: for looking at the server, never for the exchange. */
    public Connection superuser(String database) throws SQLException {
        return server.getDatabase("postgres", database).getConnection();
    }

    private void createRolesAndDatabases() {
        try (Connection connection = superuser("postgres");
                Statement sql = connection.createStatement()) {
            for (String role : new String[] {OWNER, APPLICATION, KEYCLOAK}) {
                if (!exists(connection, "SELECT 1 FROM pg_roles WHERE rolname = ?", role)) {
                    sql.execute("CREATE ROLE " + role + " LOGIN NOCREATEDB NOCREATEROLE PASSWORD '" + PASSWORD + "'");
                }
            }
            createDatabase(connection, DATABASE, OWNER);
            createDatabase(connection, KEYCLOAK, KEYCLOAK);
            sql.execute("GRANT CONNECT ON DATABASE " + DATABASE + " TO " + APPLICATION);
        } catch (SQLException failed) {
            throw new IllegalStateException(
                    "PostgreSQL started, but its roles and databases could not be made", failed);
        }
    }

    private static void createDatabase(Connection connection, String database, String owner) throws SQLException {
        if (exists(connection, "SELECT 1 FROM pg_database WHERE datname = ?", database)) {
            return;
        }
        try (Statement sql = connection.createStatement()) {
            sql.execute("CREATE DATABASE " + database + " OWNER " + owner);
            sql.execute("REVOKE ALL ON DATABASE " + database + " FROM PUBLIC");
        }
    }

    private static boolean exists(Connection connection, String query, String name) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(query)) {
            select.setString(1, name);
            return select.executeQuery().next();
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException failed) {
            throw new UncheckedIOException("PostgreSQL could not be stopped", failed);
        }
    }
}
