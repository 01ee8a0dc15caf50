package vn.lienthong.audit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessException;
import vn.lienthong.shared.store.TestDatabase;

@DisplayName("The application role")
class AuditPrivilegesTest {

    private static final String INSUFFICIENT_PRIVILEGE = "42501";

    private static final TestDatabase database = TestDatabase.create(2);

    @AfterAll
    static void closeDatabase() {
        database.close();
    }

    @ParameterizedTest(name = "cannot: {0}")
    @ValueSource(
            strings = {
                "UPDATE audit_event SET user_id = 'x'",
                "DELETE FROM audit_event",
                "INSERT INTO audit_event SELECT * FROM audit_event",
                "TRUNCATE audit_event",
                "ALTER TABLE audit_event DISABLE TRIGGER ALL",
                "DROP TABLE audit_event",
                "UPDATE audit_lane SET position = 0",
                "DELETE FROM audit_lane",
                "INSERT INTO audit_lane SELECT * FROM audit_lane",
                "SELECT lane FROM audit_lane FOR UPDATE",
                "DROP FUNCTION append_audit",
                "CREATE TABLE mine (id int)",
                "SET ROLE lienthong_owner"
            })
    void cannot(String sql) {
        assertThatThrownBy(() -> database.jdbc().sql(sql).update())
                .isInstanceOfSatisfying(
                        DataAccessException.class,
                        e -> assertThat(e.getMostSpecificCause())
                                .isInstanceOfSatisfying(
                                        SQLException.class,
                                        cause -> assertThat(cause.getSQLState()).isEqualTo(INSUFFICIENT_PRIVILEGE)));
    }

    @Test
    @DisplayName("reads and writes an ordinary table that a later change set makes")
    void ordinaryTable() {
        database.ownerJdbc().sql("CREATE TABLE ordinary (id int)").update();

        assertThat(database.jdbc().sql("INSERT INTO ordinary VALUES (1)").update())
                .isEqualTo(1);
        assertThat(database.jdbc().sql("UPDATE ordinary SET id = 2").update()).isEqualTo(1);
        assertThat(database.jdbc().sql("DELETE FROM ordinary").update()).isEqualTo(1);
    }
}
