package vn.lienthong.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import vn.lienthong.security.SecurityProperties;
import vn.lienthong.shared.store.DatabaseProperties;

@DisplayName("The settings")
class SettingsTest {

    private static final Map<String, Object> ENVIRONMENT = Map.of(
            "LIENTHONG_BASE_URL", "https://exchange.example/",
            "LIENTHONG_SECRET_KEY", "0123456789abcdef0123456789abcdef",
            "LIENTHONG_DATABASE_URL", "jdbc:postgresql://db/lienthong",
            "LIENTHONG_DATABASE_OWNER_USERNAME", "owner",
            "LIENTHONG_DATABASE_OWNER_PASSWORD", "owner-secret",
            "LIENTHONG_DATABASE_APPLICATION_USERNAME", "application",
            "LIENTHONG_DATABASE_APPLICATION_PASSWORD", "application-secret",
            "LIENTHONG_SECURITY_ISSUER", "https://login.example/realms/lienthong",
            "LIENTHONG_SECURITY_JWK_SET_URI", "http://keycloak:8080/certs",
            "LIENTHONG_SECURITY_AUDIENCE", "lienthong");

    @Test
    @DisplayName("come from the environment")
    void environment() {
        ExchangeProperties exchange = bind(ENVIRONMENT, "lienthong", ExchangeProperties.class);
        assertThat(exchange.baseUrl()).isEqualTo(URI.create("https://exchange.example"));
        assertThat(exchange.fhirBase()).isEqualTo(URI.create("https://exchange.example/fhir"));

        DatabaseProperties database = bind(ENVIRONMENT, "lienthong.database", DatabaseProperties.class);
        assertThat(database.owner()).isEqualTo(new DatabaseProperties.Account("owner", "owner-secret"));
        assertThat(database.application())
                .isEqualTo(new DatabaseProperties.Account("application", "application-secret"));
        assertThat(database.poolSize()).isEqualTo(16);

        SecurityProperties security = bind(ENVIRONMENT, "lienthong.security", SecurityProperties.class);
        assertThat(security.jwkSetUri()).isEqualTo(URI.create("http://keycloak:8080/certs"));
    }

    @Test
    @DisplayName("take the issuer's keys from where Keycloak publishes them, when nothing else is said")
    void defaultKeys() {
        SecurityProperties security =
                bind(without("LIENTHONG_SECURITY_JWK_SET_URI"), "lienthong.security", SecurityProperties.class);

        assertThat(security.jwkSetUri())
                .isEqualTo(URI.create("https://login.example/realms/lienthong/protocol/openid-connect/certs"));
    }

    @ParameterizedTest(name = "say that {0} is missing")
    @CsvSource({
        "LIENTHONG_BASE_URL, lienthong, lienthong.base-url",
        "LIENTHONG_SECRET_KEY, lienthong, lienthong.secret-key",
        "LIENTHONG_DATABASE_URL, lienthong.database, lienthong.database.url",
        "LIENTHONG_DATABASE_OWNER_USERNAME, lienthong.database, lienthong.database.owner.username",
        "LIENTHONG_DATABASE_APPLICATION_PASSWORD, lienthong.database, lienthong.database.application.password",
        "LIENTHONG_SECURITY_ISSUER, lienthong.security, lienthong.security.issuer",
        "LIENTHONG_SECURITY_AUDIENCE, lienthong.security, lienthong.security.audience"
    })
    void missing(String variable, String prefix, String key) {
        assertThatThrownBy(() -> bind(without(variable), prefix, type(prefix)))
                .rootCause()
                .hasMessage("Set `" + key + "`, or the environment variable " + variable + ".");
    }

    @Test
    @DisplayName("refuse a secret key that is too short and one role for both uses of the database")
    void unsafe() {
        Map<String, Object> weak = new HashMap<>(ENVIRONMENT);
        weak.put("LIENTHONG_SECRET_KEY", "short");
        weak.put("LIENTHONG_DATABASE_APPLICATION_USERNAME", "owner");

        assertThatThrownBy(() -> bind(weak, "lienthong", ExchangeProperties.class))
                .rootCause()
                .hasMessageContaining("needs at least 32 bytes");
        assertThatThrownBy(() -> bind(weak, "lienthong.database", DatabaseProperties.class))
                .rootCause()
                .hasMessageContaining("must be two roles");
    }

    @Test
    @DisplayName("hide secrets when they are printed")
    void printed() {
        assertThat(bind(ENVIRONMENT, "lienthong", ExchangeProperties.class).toString())
                .doesNotContain("0123456789abcdef");
        assertThat(bind(ENVIRONMENT, "lienthong.database", DatabaseProperties.class)
                        .toString())
                .doesNotContain("owner-secret")
                .doesNotContain("application-secret");
    }

    private static Class<?> type(String prefix) {
        return switch (prefix) {
            case "lienthong" -> ExchangeProperties.class;
            case "lienthong.database" -> DatabaseProperties.class;
            default -> SecurityProperties.class;
        };
    }

    private static Map<String, Object> without(String variable) {
        Map<String, Object> rest = new HashMap<>(ENVIRONMENT);
        rest.remove(variable);
        return rest;
    }

    private static <T> T bind(Map<String, Object> environment, String prefix, Class<T> type) {
        StandardEnvironment machine = new StandardEnvironment();
        machine.getPropertySources()
                .replace(
                        StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                        new SystemEnvironmentPropertySource(
                                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, environment));
        return Binder.get(machine).bindOrCreate(prefix, type);
    }
}
