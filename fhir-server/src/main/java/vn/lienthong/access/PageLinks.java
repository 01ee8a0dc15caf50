package vn.lienthong.access;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.lienthong.shared.ExchangeException;
import vn.lienthong.shared.ExchangeProperties;
import vn.lienthong.shared.Issue;

/**
 * Page links: they carry the query and the place of the last row, never rows, so nothing is kept between pages and each
 * page is decided anew.
 *
 * <p>Sealed with AES-GCM: a changed link is refused, and the names or numbers that a query may hold stay unreadable in
 * logs of proxies.
 */
@Component
class PageLinks {

    /** The parameter that carries the link; no other may stand beside it. */
    static final String PARAMETER = "_page";

    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    /**
     * @param scope what the link belongs to, such as a type or an operation with its patient
     * @param place where the next page begins, as the reader of the scope wrote it
     * @param expires seconds since 1970
     */
    record Page(String scope, Map<String, List<String>> parameters, String place, long expires) {}

    private final SecretKeySpec key;
    private final Duration life;
    private final SecureRandom random = new SecureRandom();
    private final Queue<Cipher> idle = new ConcurrentLinkedQueue<>();

    PageLinks(ExchangeProperties exchange, AccessProperties access) {
        this.key = new SecretKeySpec(sha256("page-link:" + exchange.secretKey()), "AES");
        this.life = access.pageLinkLife();
    }

    String seal(String scope, Map<String, List<String>> parameters, String place, Instant now) {
        try {
            var nonce = new byte[NONCE];
            random.nextBytes(nonce);
            var plain = JSON.writeValueAsBytes(
                    new Page(scope, parameters, place, now.plus(life).getEpochSecond()));
            var sealed = done(Cipher.ENCRYPT_MODE, nonce, plain, 0);
            var token = ByteBuffer.allocate(NONCE + sealed.length).put(nonce).put(sealed);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(token.array());
        } catch (GeneralSecurityException | JsonProcessingException e) {
            throw new IllegalStateException("A page link cannot be made", e);
        }
    }

    Page open(String token, String scope, Instant now) {
        var page = read(token);
        if (!page.scope().equals(scope)) {
            throw refused("This page link belongs to another search.");
        }
        if (now.getEpochSecond() > page.expires()) {
            throw refused("This page link has expired.");
        }
        return page;
    }

    private Page read(String token) {
        try {
            var bytes = Base64.getUrlDecoder().decode(token);
            if (bytes.length <= NONCE) {
                throw refused("This page link is not whole.");
            }
            var plain = done(Cipher.DECRYPT_MODE, Arrays.copyOf(bytes, NONCE), bytes, NONCE);
            return JSON.readValue(plain, Page.class);
        } catch (GeneralSecurityException | IllegalArgumentException | java.io.IOException e) {
            throw refused("This page link was changed or was not made by this exchange.");
        }
    }

    /** Three links of a page would look for the algorithm three times; a cipher that failed is not used again. */
    private byte[] done(int mode, byte[] nonce, byte[] bytes, int from) throws GeneralSecurityException {
        @Nullable Cipher kept = idle.poll();
        var cipher = kept == null ? Cipher.getInstance("AES/GCM/NoPadding") : kept;
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        var result = cipher.doFinal(bytes, from, bytes.length - from);
        idle.add(cipher);
        return result;
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ExchangeException refused(String what) {
        return Issue.malformed(
                "value",
                null,
                what
                        + " Parameter `_page`: follow a link of a Bundle unchanged, such as its `next`, or search anew without `_page`, for example with `_count=50`.");
    }
}
