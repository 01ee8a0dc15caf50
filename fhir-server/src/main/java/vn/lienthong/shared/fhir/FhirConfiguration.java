package vn.lienthong.shared.fhir;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.StrictErrorHandler;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class FhirConfiguration {

    /** What is not FHIR R4 is an error, never dropped: a body that the parser would lose in part is refused. */
    @Bean
    FhirContext fhirContext() {
        var context = FhirContext.forR4();
        context.setParserErrorHandler(new StrictErrorHandler());
        var options = context.getParserOptions();
        options.setStripVersionsFromReferences(false);
        options.setOverrideResourceIdWithBundleEntryFullUrl(false);
        options.setAutoContainReferenceTargetsWithNoId(false);
        // HAPI's FHIRPath engine would read all definitions of R4 when it is made; what it evaluates here needs none.
        context.setValidationSupport(new NoDefinitions(context));
        return context;
    }
}
