package vn.lienthong.shared;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.UUID;

/**
 * Ids that grow with time, so that new rows land beside each other
 * (<a href="https://www.rfc-editor.org/rfc/rfc9562#section-5.7">RFC 9562, version 7</a>).
 */
public final class UuidV7 {

    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    public UuidV7(Clock clock) {
        this.clock = clock;
    }

    public String next() {
        long high = (clock.millis() << 16) | 0x7000 | random.nextInt(0x1000);
        long low = (random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low).toString();
    }
}
