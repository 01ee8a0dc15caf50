package vn.lienthong.search.fhir;

import ca.uhn.fhir.context.FhirContext;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Set;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.lienthong.search.AddedParameters;
import vn.lienthong.search.IndexTokens;
import vn.lienthong.search.QueryParser;
import vn.lienthong.search.SearchLimits;
import vn.lienthong.search.SearchParameters;
import vn.lienthong.search.Terminology;
import vn.lienthong.search.Units;
import vn.lienthong.shared.ExchangeProperties;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SearchProperties.class)
class SearchConfiguration {

    /** A date without a zone is a day of the province. */
    private static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");

    @Bean
    SearchParameters searchParameters(FhirContext context) {
        return HapiSearchParameters.load(context);
    }

    @Bean
    SearchValueExtractor searchValueExtractor(
            FhirContext context, SearchParameters parameters, ExchangeProperties exchange, AddedParameters added) {
        return new SearchValueExtractor(context, parameters, ZONE, bases(exchange), added);
    }

    @Bean
    AddedExpression addedExpression(FhirContext context) {
        return new AddedExpression(context);
    }

    @Bean
    IndexTokens indexTokens(SearchParameters parameters) {
        return new IndexTokens(parameters, ZONE);
    }

    @Bean
    SearchLimits searchLimits(SearchProperties properties) {
        return properties.limits();
    }

    @Bean
    QueryParser queryParser(
            SearchParameters parameters,
            Clock clock,
            ExchangeProperties exchange,
            Units units,
            Terminology terminology,
            AddedParameters added,
            SearchLimits limits) {
        return new QueryParser(parameters, ZONE, clock, bases(exchange), units, terminology, added, limits);
    }

    @Bean
    Units units() {
        return new UcumUnits();
    }

    private static Set<String> bases(ExchangeProperties exchange) {
        return Set.of(exchange.fhirBase().toString());
    }
}
