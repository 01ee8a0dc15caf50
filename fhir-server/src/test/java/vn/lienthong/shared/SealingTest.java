package vn.lienthong.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class SealingTest {

    private static final byte[] PLAIN = "Authorization: Bearer secret".getBytes(StandardCharsets.UTF_8);

    private final Sealing sealing = sealing("header", "0123456789abcdef0123456789abcdef");

    private static Sealing sealing(String purpose, String secret) {
        return new Sealing(purpose, new ExchangeProperties(URI.create("http://localhost:8080"), secret));
    }

    @Test
    void what_is_sealed_is_opened_again_and_looks_different_each_time() {
        var sealed = sealing.seal(PLAIN);
        assertThat(sealing.open(sealed)).contains(PLAIN);
        assertThat(sealing.seal(PLAIN)).isNotEqualTo(sealed);
        assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("Bearer");
    }

    @Test
    void what_was_changed_is_not_opened() {
        var sealed = sealing.seal(PLAIN);
        for (int i = 0; i < sealed.length; i++) {
            var changed = sealed.clone();
            changed[i] ^= 1;
            assertThat(sealing.open(changed)).as("byte %d", i).isEmpty();
        }
        assertThat(sealing.open(new byte[12])).isEmpty();
        assertThat(sealing.open(new byte[0])).isEmpty();
    }

    @Test
    void another_purpose_or_another_secret_opens_nothing() {
        var sealed = sealing.seal(PLAIN);
        assertThat(sealing("page-link", "0123456789abcdef0123456789abcdef").open(sealed))
                .isEmpty();
        assertThat(sealing("header", "another secret of thirty-two bytes").open(sealed))
                .isEmpty();
    }
}
