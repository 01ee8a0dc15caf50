package vn.lienthong.demo;

import java.util.Map;
import java.util.TreeMap;

/**
 * Every setting of the exchange that a deployment gives it, under the names that the environment carries. The demo and
 * {@code docker-compose.yml} use these and no others.
 */
public record ExchangeConfiguration(int port, String databaseUrl, String issuer, String secretKey) {

    public static final String AUDIENCE = "lienthong-exchange";

    /** As the realm has it where nobody says otherwise. */
    private static final String PORTAL_SECRET = "demo";

    /** The names, in the order in which they are explained to an operator. */
    public enum Key {
        EXCHANGE_PORT,
        LIENTHONG_BASE_URL,
        LIENTHONG_DATABASE_URL,
        LIENTHONG_DATABASE_OWNER_USERNAME,
        LIENTHONG_DATABASE_OWNER_PASSWORD,
        LIENTHONG_DATABASE_APPLICATION_USERNAME,
        LIENTHONG_DATABASE_APPLICATION_PASSWORD,
        LIENTHONG_SECURITY_ISSUER,
        /** Optional: where the keys are, when that is not what the issuer says. */
        LIENTHONG_SECURITY_JWK_SET_URI,
        LIENTHONG_SECURITY_AUDIENCE,
        LIENTHONG_SECRET_KEY,
        /** What the portal signs people in with. */
        LIENTHONG_PORTAL_CLIENT_SECRET
    }

    /** The FHIR endpoint, without a slash at its end. */
    public String baseUrl() {
        return "http://localhost:" + port + "/fhir";
    }

    public Map<String, String> environment() {
        Map<String, String> environment = new TreeMap<>();
        for (Key key : Key.values()) {
            environment.put(key.name(), value(key));
        }
        return environment;
    }

    private String value(Key key) {
        return switch (key) {
            case EXCHANGE_PORT -> Integer.toString(port);
            case LIENTHONG_BASE_URL -> "http://localhost:" + port;
            case LIENTHONG_DATABASE_URL -> databaseUrl;
            case LIENTHONG_DATABASE_OWNER_USERNAME -> Postgres.OWNER;
            case LIENTHONG_DATABASE_APPLICATION_USERNAME -> Postgres.APPLICATION;
            case LIENTHONG_DATABASE_OWNER_PASSWORD, LIENTHONG_DATABASE_APPLICATION_PASSWORD -> Postgres.PASSWORD;
            case LIENTHONG_SECURITY_ISSUER -> issuer;
            case LIENTHONG_SECURITY_JWK_SET_URI -> issuer + "/protocol/openid-connect/certs";
            case LIENTHONG_SECURITY_AUDIENCE -> AUDIENCE;
            case LIENTHONG_SECRET_KEY -> secretKey;
            case LIENTHONG_PORTAL_CLIENT_SECRET -> PORTAL_SECRET;
        };
    }
}
