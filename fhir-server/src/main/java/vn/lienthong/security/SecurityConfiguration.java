package vn.lienthong.security;

import jakarta.servlet.DispatcherType;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.SecurityFilterChain;

/** The filters before everything, and what is open without a token. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SecurityProperties.class)
class SecurityConfiguration {

    private static final String[] SMART_CONFIGURATION = {
        "/.well-known/smart-configuration", "/fhir/.well-known/smart-configuration"
    };

    private static final String[] OPEN = {
        "/fhir/metadata", "/fhir/api-docs/**", "/fhir/swagger-ui/**", "/actuator/health/**"
    };

    @Bean
    AuthenticationManager callerAuthenticationManager(SecurityProperties settings, Clock clock) {
        return new CallerAuthenticationManager(new TokenVerification(settings, clock));
    }

    @Bean
    ServletRegistrationBean<SmartConfigurationServlet> smartConfiguration(SecurityProperties settings) {
        return new ServletRegistrationBean<>(new SmartConfigurationServlet(settings), SMART_CONFIGURATION);
    }

    /** A span around each filter costs more than the filters; requests themselves are still measured. */
    @Bean
    SecurityObservationSettings filterObservations() {
        return SecurityObservationSettings.noObservations();
    }

    @Bean
    SecurityFilterChain securityFilters(
            HttpSecurity http, AuthenticationManager callers, ApplicationEventPublisher events) {
        RefusedRequests refused = new RefusedRequests(events::publishEvent);
        return http.authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(DispatcherType.ERROR)
                        .permitAll()
                        .requestMatchers(SMART_CONFIGURATION)
                        .permitAll()
                        .requestMatchers(OPEN)
                        .permitAll()
                        .requestMatchers("/actuator/**")
                        .hasAuthority(CallerAuthentication.authority(Role.OPERATOR))
                        .anyRequest()
                        .authenticated())
                .oauth2ResourceServer(server -> server.authenticationManagerResolver(request -> callers)
                        .authenticationEntryPoint(refused)
                        .accessDeniedHandler(refused))
                .exceptionHandling(exceptions ->
                        exceptions.authenticationEntryPoint(refused).accessDeniedHandler(refused))
                .addFilterAfter(new CallerFilter(refused), BearerTokenAuthenticationFilter.class)
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .build();
    }
}
