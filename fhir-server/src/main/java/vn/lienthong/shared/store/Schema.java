package vn.lienthong.shared.store;

import java.util.Map;
import javax.sql.DataSource;
import liquibase.UpdateSummaryEnum;
import liquibase.integration.spring.SpringLiquibase;
import liquibase.ui.UIServiceEnum;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The schema of the exchange and the way to bring a database to it, as its owner. */
public final class Schema {

    private static final String CHANGE_LOG = "classpath:db/changelog.yaml";

    private Schema() {}

    /**
     * A migration that runs when it is initialised ({@code afterPropertiesSet}). Its connections are opened as the
     * owner for the migration and are gone after it: nothing that serves requests can reach them.
     */
    public static SpringLiquibase migration(DatabaseProperties database) {
        SpringLiquibase migration = new SpringLiquibase();
        migration.setResourceLoader(new DefaultResourceLoader());
        migration.setChangeLog(CHANGE_LOG);
        migration.setDataSource(ownerConnections(database));
        migration.setChangeLogParameters(
                Map.of("application_role", database.application().username()));
        migration.setShowSummary(UpdateSummaryEnum.OFF);
        migration.setUiService(UIServiceEnum.LOGGER);
        migration.setAnalyticsEnabled(false);
        return migration;
    }

    private static DataSource ownerConnections(DatabaseProperties database) {
        return new DriverManagerDataSource(
                database.url(), database.owner().username(), database.owner().password());
    }
}
