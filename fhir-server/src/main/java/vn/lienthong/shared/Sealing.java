package vn.lienthong.shared;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * AES-GCM under a key of its own for each purpose, derived from the secret of the exchange: what is sealed can be neither
 * read nor changed outside. Thread-safe.
 */
public final class Sealing {

    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;

    private final SecretKeySpec key;
    private final SecureRandom random = new SecureRandom();
    private final Queue<Cipher> idle = new ConcurrentLinkedQueue<>();

    public Sealing(String purpose, ExchangeProperties exchange) {
        this.key = new SecretKeySpec(sha256(purpose + ":" + exchange.secretKey()), "AES");
    }

    public byte[] seal(byte[] plain) {
        try {
            var nonce = new byte[NONCE];
            random.nextBytes(nonce);
            var sealed = done(Cipher.ENCRYPT_MODE, nonce, plain, 0);
            return ByteBuffer.allocate(NONCE + sealed.length)
                    .put(nonce)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM is part of every Java", e);
        }
    }

    /** Empty for what was not sealed for this purpose under this secret, or was changed. */
    public Optional<byte[]> open(byte[] sealed) {
        if (sealed.length <= NONCE) {
            return Optional.empty();
        }
        try {
            return Optional.of(done(Cipher.DECRYPT_MODE, Arrays.copyOf(sealed, NONCE), sealed, NONCE));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
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
            throw new IllegalStateException("SHA-256 is part of every Java", e);
        }
    }
}
