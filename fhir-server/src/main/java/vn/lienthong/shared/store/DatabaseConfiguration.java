package vn.lienthong.shared.store;

import com.zaxxer.hikari.HikariDataSource;
import liquibase.integration.spring.SpringLiquibase;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The pool of the application role, and the migration that precedes its first use. Spring Boot derives `JdbcClient`,
 * `JdbcTemplate` and `TransactionTemplate` from the pool and lets them wait for the migration.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DatabaseProperties.class)
class DatabaseConfiguration {

    @Bean
    SpringLiquibase migration(DatabaseProperties database) {
        return Schema.migration(database);
    }

    @Bean
    HikariDataSource applicationConnections(DatabaseProperties database) {
        return ApplicationConnections.open(database);
    }
}
