package vn.lienthong.access.fhir;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.api.EncodingEnum;
import ca.uhn.fhir.rest.openapi.OpenApiInterceptor;
import ca.uhn.fhir.rest.server.HardcodedServerAddressStrategy;
import ca.uhn.fhir.rest.server.RestfulServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.lienthong.access.AccessAnswering;
import vn.lienthong.access.AccessAsking;
import vn.lienthong.access.AccessCodeProperties;
import vn.lienthong.access.AccessCodes;
import vn.lienthong.access.AccessProperties;
import vn.lienthong.access.AccessRequestProperties;
import vn.lienthong.access.AuditSearching;
import vn.lienthong.access.AuditVerifying;
import vn.lienthong.access.Batches;
import vn.lienthong.access.BundleWriter;
import vn.lienthong.access.Converting;
import vn.lienthong.access.DecisionProperties;
import vn.lienthong.access.DocumentProperties;
import vn.lienthong.access.Documents;
import vn.lienthong.access.EmergencyAccesses;
import vn.lienthong.access.EmergencyProperties;
import vn.lienthong.access.Everything;
import vn.lienthong.access.Explaining;
import vn.lienthong.access.GraphQlProperties;
import vn.lienthong.access.IndexProperties;
import vn.lienthong.access.InstanceHistory;
import vn.lienthong.access.LabelProperties;
import vn.lienthong.access.MetaParameters;
import vn.lienthong.access.OperationProvider;
import vn.lienthong.access.Reading;
import vn.lienthong.access.Reviews;
import vn.lienthong.access.Searching;
import vn.lienthong.access.Summaries;
import vn.lienthong.access.SummaryProperties;
import vn.lienthong.access.SystemHistory;
import vn.lienthong.access.SystemSearch;
import vn.lienthong.access.Validating;
import vn.lienthong.access.WriteProperties;
import vn.lienthong.access.Writing;
import vn.lienthong.record.Packing;
import vn.lienthong.record.ResourceReader;
import vn.lienthong.record.ResourceTypes;
import vn.lienthong.search.AddedParameters;
import vn.lienthong.search.SearchParameters;
import vn.lienthong.shared.ExchangeProperties;

/** HAPI's plain server at {@code /fhir}, one provider a resource type. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({
    AccessProperties.class,
    AccessCodeProperties.class,
    AccessRequestProperties.class,
    DecisionProperties.class,
    DocumentProperties.class,
    EmergencyProperties.class,
    GraphQlProperties.class,
    IndexProperties.class,
    LabelProperties.class,
    SummaryProperties.class,
    WriteProperties.class
})
class FhirServer {

    @Bean
    Answers answers(FhirContext context, Packing packing, BundleWriter bundles) {
        return new Answers(context, packing, bundles);
    }

    @Bean
    Requests requests(java.time.Clock clock) {
        return new Requests(clock);
    }

    @Bean
    Door door(
            Reading reading,
            InstanceHistory history,
            SystemHistory systemHistory,
            SystemSearch systemSearch,
            Searching searching,
            Writing writing,
            MetaParameters meta,
            Requests requests,
            Answers answers) {
        return new Door(reading, history, systemHistory, systemSearch, searching, writing, meta, requests, answers);
    }

    @Bean
    OperationEdge operationEdge(Requests requests, Answers answers) {
        return new OperationEdge(requests, answers);
    }

    @Bean
    EmergencyOperations emergencyOperations(Door door, EmergencyAccesses accesses, Reviews reviews) {
        return new EmergencyOperations(door, accesses, reviews);
    }

    @Bean
    AccessCodeOperations accessCodeOperations(Door door, AccessCodes codes) {
        return new AccessCodeOperations(door, codes);
    }

    @Bean
    AccessRequestOperations accessRequestOperations(Door door, AccessAsking asking, AccessAnswering answering) {
        return new AccessRequestOperations(door, asking, answering);
    }

    @Bean
    DocumentOperations documentOperations(Door door, Documents documents) {
        return new DocumentOperations(door, documents);
    }

    @Bean
    ConvertOperation convertOperation(Door door, Converting converting, ResourceReader reader) {
        return new ConvertOperation(door, converting, reader);
    }

    @Bean
    GraphQl graphQl(
            Door door, Packing packing, FhirContext context, GraphQlProperties limits, ExchangeProperties exchange) {
        return new GraphQl(door, packing, context, limits, exchange);
    }

    @Bean
    ServletRegistrationBean<RestfulServer> fhirServlet(
            FhirContext context,
            Door door,
            Everything everything,
            Summaries summaries,
            Explaining explaining,
            Batches batches,
            AuditSearching auditSearching,
            AuditVerifying auditVerifying,
            EmergencyOperations emergencies,
            AccessCodeOperations accessCodes,
            AccessRequestOperations accessRequests,
            List<OperationProvider> operations,
            DocumentOperations documents,
            ConvertOperation convert,
            Validating validating,
            GraphQl graphQl,
            SearchParameters parameters,
            AddedParameters added,
            ResourceReader reader,
            ExchangeProperties exchange,
            AccessProperties properties) {
        var server = new NamelessServer(context);
        server.setServerAddressStrategy(
                new HardcodedServerAddressStrategy(exchange.fhirBase().toString()));
        server.setDefaultResponseEncoding(EncodingEnum.JSON);
        server.setDefaultPrettyPrint(false);
        server.setServerConformanceProvider(new CapabilityProvider(parameters, added, exchange));
        var providers = new ArrayList<Object>();
        for (var type : storedTypes(context)) {
            var resourceClass = context.getResourceDefinition(type).getImplementingClass();
            providers.add(new GraphQlOperation(resourceClass, graphQl));
            providers.add(new ValidateOperation(type, resourceClass, door, validating, reader));
            providers.add(
                    type.equals("Patient")
                            ? new PatientProvider(door, everything, summaries, explaining)
                            : new StoredResourceProvider(type, resourceClass, door));
        }
        providers.add(new AuditEventProvider(auditSearching, auditVerifying, door));
        providers.add(new SystemProvider(door, batches));
        providers.addAll(List.of(emergencies, accessCodes, accessRequests));
        providers.addAll(operations);
        providers.addAll(List.of(documents, convert, graphQl));
        server.registerProviders(providers);
        server.registerInterceptor(new CompartmentRequests(context, parameters));
        server.registerInterceptor(new Formats());
        server.registerInterceptor(new RequestBodies(context, reader, properties));
        server.registerInterceptor(new AnswerInterceptor(context));
        server.registerInterceptor(new Failures());
        server.registerInterceptor(new OpenApiInterceptor());
        var registration = new ServletRegistrationBean<RestfulServer>(server, "/fhir/*");
        registration.setLoadOnStartup(1);
        return registration;
    }

    @Bean
    FhirCalls fhirCalls(ServletRegistrationBean<RestfulServer> fhirServlet) {
        return new FhirCalls(Objects.requireNonNull(fhirServlet.getServlet()));
    }

    /** A server that does not tell by a header what it is made of, nor which answers its library encoded. */
    private static final class NamelessServer extends RestfulServer {

        private static final long serialVersionUID = 1;

        NamelessServer(FhirContext context) {
            super(context);
        }

        @Override
        protected String createPoweredByHeader() {
            return "";
        }
    }

    @Bean
    FilterRegistrationBean<RequestForms> requestForms() {
        var registration = new FilterRegistrationBean<>(new RequestForms());
        registration.addUrlPatterns("/fhir/*");
        return registration;
    }

    private static Set<String> storedTypes(FhirContext context) {
        var types = new TreeSet<>(context.getResourceTypes());
        types.removeIf(type -> !ResourceTypes.stored(type));
        return types;
    }
}
