package vn.lienthong.portal;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.i18n.CookieLocaleResolver;
import org.springframework.web.servlet.i18n.LocaleChangeInterceptor;
import vn.lienthong.access.fhir.FhirCalls;

/** Language of pages, and the FHIR API as an argument of what answers them. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("lienthong.portal.client-secret")
class PortalConfiguration implements WebMvcConfigurer {

    private static final Locale VIETNAMESE = Locale.of("vi");

    private final FhirCalls calls;

    PortalConfiguration(FhirCalls calls) {
        this.calls = calls;
    }

    /** Vietnamese, unless somebody has chosen otherwise. */
    @Bean
    static LocaleResolver localeResolver() {
        var resolver = new CookieLocaleResolver("language");
        resolver.setDefaultLocale(VIETNAMESE);
        resolver.setCookieMaxAge(Duration.ofDays(365));
        resolver.setCookieHttpOnly(true);
        resolver.setCookieSameSite("Lax");
        return resolver;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        var language = new LocaleChangeInterceptor();
        language.setParamName("lang");
        language.setIgnoreInvalidLocale(true);
        registry.addInterceptor(language);
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new HandlerMethodArgumentResolver() {
            @Override
            public boolean supportsParameter(MethodParameter parameter) {
                return parameter.getParameterType() == Fhir.class;
            }

            @Override
            public Object resolveArgument(
                    MethodParameter parameter,
                    @Nullable ModelAndViewContainer model,
                    NativeWebRequest request,
                    @Nullable WebDataBinderFactory binders) {
                return new Fhir(
                        calls,
                        java.util.Objects.requireNonNull(request.getNativeRequest(HttpServletRequest.class)),
                        java.util.Objects.requireNonNull(request.getNativeResponse(HttpServletResponse.class)));
            }
        });
    }
}
