package vn.lienthong.shared.store;

import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;
import liquibase.exception.LiquibaseException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A migrated database of its own for one test class: a clone of a template that is made once for each JVM, in an
 * embedded PostgreSQL with the two roles of a deployment.
 *
 * <p>{@code static final TestDatabase database = TestDatabase.create();} and, in a {@code @SpringBootTest},
 * {@code @DynamicPropertySource static void database(DynamicPropertyRegistry registry) { database.register(registry); }}.
 */
public final class TestDatabase implements AutoCloseable {

    private static final String TEMPLATE = "lienthong_template";
    private static final DatabaseProperties.Account OWNER = new DatabaseProperties.Account("lienthong_owner", "owner");
    private static final DatabaseProperties.Account APPLICATION =
            new DatabaseProperties.Account("lienthong_app", "application");

    private final DatabaseProperties properties;
    private final HikariDataSource pool;
    private final DataSource owner;

    private TestDatabase(DatabaseProperties properties) {
        this.properties = properties;
        this.pool = ApplicationConnections.open(properties);
        this.owner = new DriverManagerDataSource(properties.url(), OWNER.username(), OWNER.password());
    }

    public static TestDatabase create() {
        return create(16);
    }

    /**
     * A database whose pool has another size.
     *
     * @param poolSize connections of the application role
     */
    public static TestDatabase create(int poolSize) {
        return new TestDatabase(Server.RUNNING.cloneTemplate(poolSize));
    }

    /** An empty database, for tests of the migration itself. */
    public static DatabaseProperties empty() {
        return Server.RUNNING.createDatabase("template0", 4);
    }

    /** The pool of the application role. */
    public DataSource connections() {
        return pool;
    }

    /** Statements as the application role. */
    public JdbcClient jdbc() {
        return JdbcClient.create(pool);
    }

    /** Statements as the owner: what an administrator could do, and the application never. */
    public JdbcClient ownerJdbc() {
        return JdbcClient.create(owner);
    }

    /** Transactions of the owner, which {@link #ownerJdbc()} takes part in. */
    public TransactionTemplate ownerTransactions() {
        return new TransactionTemplate(new DataSourceTransactionManager(owner));
    }

    /** Ends a connection from outside, as a fault of the network or of the server would. */
    public static void killBackend(int backend) {
        Server.RUNNING.execute("SELECT pg_terminate_backend(" + backend + ", 5000)");
    }

    /** Transactions of the application role, which {@link #jdbc()} takes part in. */
    public TransactionTemplate transactions() {
        return new TransactionTemplate(new DataSourceTransactionManager(pool));
    }

    public DatabaseProperties properties() {
        return properties;
    }

    /** Points an application under test to this database. */
    public void register(DynamicPropertyRegistry registry) {
        registry.add("lienthong.database.url", properties::url);
        registry.add("lienthong.database.owner.username", OWNER::username);
        registry.add("lienthong.database.owner.password", OWNER::password);
        registry.add("lienthong.database.application.username", APPLICATION::username);
        registry.add("lienthong.database.application.password", APPLICATION::password);
        registry.add("lienthong.database.pool-size", () -> "8");
    }

    @Override
    public void close() {
        pool.close();
    }

    /** The server of this JVM; its shutdown hook ends it. */
    private static final class Server {

        static final Server RUNNING = new Server();

        private final AtomicInteger databases = new AtomicInteger();
        private final EmbeddedPostgres postgres;
        /** Held, because a logger that nobody holds forgets its level. */
        private final Logger liquibaseLog = Logger.getLogger("liquibase");

        Server() {
            liquibaseLog.setLevel(Level.WARNING);
            try {
                postgres = EmbeddedPostgres.builder()
                        .setServerConfig("max_connections", "400")
                        .setServerConfig("fsync", "off")
                        .setServerConfig("full_page_writes", "off")
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            execute("CREATE ROLE lienthong_owner LOGIN PASSWORD 'owner'");
            execute("CREATE ROLE lienthong_app LOGIN PASSWORD 'application'");
            execute("CREATE DATABASE lienthong_template OWNER lienthong_owner TEMPLATE template0");
            migrate(properties(TEMPLATE, 1));
        }

        synchronized DatabaseProperties cloneTemplate(int poolSize) {
            return createDatabase(TEMPLATE, poolSize);
        }

        /** One after the other: a template that is being copied cannot be copied again. */
        synchronized DatabaseProperties createDatabase(String template, int poolSize) {
            String name = "test_" + databases.incrementAndGet();
            execute("CREATE DATABASE " + name + " OWNER lienthong_owner TEMPLATE " + template);
            return properties(name, poolSize);
        }

        private DatabaseProperties properties(String database, int poolSize) {
            String url = "jdbc:postgresql://localhost:" + postgres.getPort() + "/" + database;
            return new DatabaseProperties(url, OWNER, APPLICATION, poolSize);
        }

        private void execute(String sql) {
            new JdbcTemplate(postgres.getPostgresDatabase()).execute(sql);
        }

        private static void migrate(DatabaseProperties database) {
            try {
                Schema.migration(database).afterPropertiesSet();
            } catch (LiquibaseException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
