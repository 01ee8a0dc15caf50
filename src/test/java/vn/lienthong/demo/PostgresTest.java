package vn.lienthong.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class PostgresTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    @Test
    void keeps_data_between_starts_durably_on_loopback() throws SQLException {
        try (Postgres first = start();
                Connection owner = connect(first, Postgres.OWNER);
                Statement sql = owner.createStatement()) {
            assertThat(value(sql, "SHOW fsync")).isEqualTo("on");
            assertThat(value(sql, "SHOW synchronous_commit")).isEqualTo("on");
            assertThat(value(sql, "SHOW full_page_writes")).isEqualTo("on");
            assertThat(value(sql, "SHOW listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(value(sql, "SHOW server_version_num")).startsWith("18");
            sql.execute("CREATE TABLE kept (word text)");
            sql.execute("INSERT INTO kept VALUES ('liên thông')");
        }
        try (Postgres second = start();
                Connection owner = connect(second, Postgres.OWNER);
                Statement sql = owner.createStatement()) {
            assertThat(value(sql, "SELECT word FROM kept")).isEqualTo("liên thông");
            assertThat(value(sql, "SELECT upper('ạ')")).isEqualTo("Ạ");
            assertThat(value(
                            sql,
                            "SELECT string_agg(rolname, ' ' ORDER BY rolname) FROM pg_roles"
                                    + " WHERE rolcanlogin AND NOT rolcreatedb AND NOT rolcreaterole AND NOT rolsuper"))
                    .isEqualTo("keycloak lienthong_app lienthong_owner");
            assertThat(value(sql, "SELECT has_schema_privilege('lienthong_app', 'public', 'CREATE')"))
                    .isEqualTo("f");
            assertThat(value(sql, "SELECT has_database_privilege('keycloak', 'lienthong', 'CONNECT')"))
                    .isEqualTo("f");
        }
    }

    private Postgres start() {
        return Postgres.start(
                directory.resolve("data"), FreePort.any(), directory.resolve("log"), Map.of("shared_buffers", "16MB"));
    }

    private static Connection connect(Postgres postgres, String role) throws SQLException {
        return DriverManager.getConnection(postgres.url(Postgres.DATABASE), role, Postgres.PASSWORD);
    }

    private static String value(Statement sql, String query) throws SQLException {
        try (ResultSet rows = sql.executeQuery(query)) {
            assertThat(rows.next()).as(query).isTrue();
            return String.valueOf(rows.getString(1));
        }
    }
}
