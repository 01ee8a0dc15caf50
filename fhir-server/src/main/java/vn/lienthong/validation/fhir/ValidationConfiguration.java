package vn.lienthong.validation.fhir;

import ca.uhn.fhir.context.FhirContext;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.lienthong.validation.Validation;
import vn.lienthong.validation.ValidationProperties;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ValidationProperties.class)
class ValidationConfiguration {

    @Bean
    Validation validation(FhirContext context, ValidationProperties properties) {
        return new HapiValidation(context, properties);
    }
}
