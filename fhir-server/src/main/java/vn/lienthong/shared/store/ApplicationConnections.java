package vn.lienthong.shared.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;

/** Opens the pool of connections that serve requests. */
final class ApplicationConnections {

    /** A request that waits longer than this for a connection is better answered with an error. */
    private static final Duration WAIT = Duration.ofSeconds(10);

    private ApplicationConnections() {}

    static HikariDataSource open(DatabaseProperties database) {
        HikariConfig pool = new HikariConfig();
        pool.setPoolName("application");
        pool.setJdbcUrl(database.url());
        pool.setUsername(database.application().username());
        pool.setPassword(database.application().password());
        pool.setMaximumPoolSize(database.poolSize());
        pool.setConnectionTimeout(WAIT.toMillis());
        pool.addDataSourceProperty("ApplicationName", "lienthong");
        pool.addDataSourceProperty("reWriteBatchedInserts", "true");
        // The statements are few and each is run often: prepare at first use, and results come in binary.
        pool.addDataSourceProperty("prepareThreshold", "1");
        // Every lookup goes by a key, whatever its value: planning it anew cost ten times what running it does.
        pool.addDataSourceProperty("options", "-c plan_cache_mode=force_generic_plan");
        return new HikariDataSource(pool);
    }
}
