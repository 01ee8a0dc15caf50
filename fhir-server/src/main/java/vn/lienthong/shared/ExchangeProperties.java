package vn.lienthong.shared;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Settings of this node as a whole.
 *
 * @param baseUrl where clients reach this node, without a slash at its end; the FHIR API is below it at `/fhir`
 * @param secretKey signs what leaves this node and must come back unchanged (page links); the same on every instance
 */
@ConfigurationProperties("lienthong")
public record ExchangeProperties(URI baseUrl, String secretKey) {

    /** HMAC-SHA-256 is only as strong as its key: RFC 2104 asks for at least the length of the hash. */
    private static final int MINIMAL_KEY_BYTES = 32;

    public ExchangeProperties(@Nullable URI baseUrl, @Nullable String secretKey) {
        this.baseUrl = withoutSlash(baseUrl);
        this.secretKey = RequiredSetting.text("lienthong.secret-key", secretKey);
        if (this.secretKey.getBytes(StandardCharsets.UTF_8).length < MINIMAL_KEY_BYTES) {
            throw new IllegalArgumentException("`lienthong.secret-key` needs at least " + MINIMAL_KEY_BYTES
                    + " bytes, for example from `openssl rand -base64 48`.");
        }
    }

    /** Where the FHIR API is, without a slash at its end. */
    public URI fhirBase() {
        return URI.create(baseUrl + "/fhir");
    }

    /** The key for HMAC-SHA-256. */
    public SecretKeySpec signingKey() {
        return new SecretKeySpec(secretKey.getBytes(StandardCharsets.UTF_8), "HmacSHA256");
    }

    @Override
    public String toString() {
        return "ExchangeProperties[baseUrl=" + baseUrl + ", secretKey=hidden]";
    }

    private static URI withoutSlash(@Nullable URI uri) {
        String text = RequiredSetting.text("lienthong.base-url", uri == null ? null : uri.toString());
        return URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
    }
}
