package vn.lienthong.access;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import vn.lienthong.shared.ExchangeProperties;

/**
 * HMAC-SHA-256 under a key of its own for each purpose, derived from the secret of the exchange: what is short enough to
 * be guessed cannot be found from its hash by whoever reads the database.
 */
final class KeyedHash {

    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    KeyedHash(String purpose, ExchangeProperties exchange) {
        this.key = new SecretKeySpec(mac(exchange.signingKey(), purpose), ALGORITHM);
    }

    byte[] of(String text) {
        return mac(key, text);
    }

    private static byte[] mac(SecretKeySpec key, String text) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA-256 is part of every Java", e);
        }
    }
}
