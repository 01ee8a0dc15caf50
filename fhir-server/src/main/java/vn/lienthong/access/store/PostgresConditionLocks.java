package vn.lienthong.access.store;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.lienthong.access.ConditionLocks;
import vn.lienthong.access.WriteEntry;

/** Advisory locks, taken in one order so that two transactions never wait for each other. */
@Component
class PostgresConditionLocks implements ConditionLocks {

    private static final String LOCK = "SELECT pg_advisory_xact_lock(hashtextextended(:condition, 1))";

    private final JdbcClient jdbc;

    PostgresConditionLocks(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void hold(List<WriteEntry> entries) {
        entries.stream()
                .flatMap(entry -> entry.searches().map(criteria -> entry.type() + "?" + criteria))
                .distinct()
                .sorted()
                .forEach(condition ->
                        jdbc.sql(LOCK).param("condition", condition).query().listOfRows());
    }
}
