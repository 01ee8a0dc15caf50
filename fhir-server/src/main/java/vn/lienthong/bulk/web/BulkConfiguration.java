package vn.lienthong.bulk.web;

import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.lienthong.bulk.BulkProperties;
import vn.lienthong.bulk.Exporting;
import vn.lienthong.bulk.Importing;
import vn.lienthong.shared.ExchangeProperties;

/** Puts the addresses of jobs beside the FHIR API, behind the same filters. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(BulkProperties.class)
class BulkConfiguration {

    @Bean
    ServletRegistrationBean<ExportServlet> exportServlet(
            Exporting exporting, ExchangeProperties exchange, Clock clock) {
        return new ServletRegistrationBean<>(
                new ExportServlet(exporting, exchange.fhirBase().toString(), clock), "/fhir/bulk/export/*");
    }

    @Bean
    ServletRegistrationBean<ImportServlet> importServlet(
            Importing importing, ExchangeProperties exchange, Clock clock) {
        return new ServletRegistrationBean<>(
                new ImportServlet(importing, exchange.fhirBase().toString(), clock), "/fhir/bulk/import/*");
    }
}
