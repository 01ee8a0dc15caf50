package vn.lienthong.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.stereotype.Component;
import vn.lienthong.shared.Issue;

/**
 * How often one account may ask for an explanation on one node: each decides the whole record once for each recipient, and
 * whoever asks about many people is not explaining but collecting.
 */
@Component
class ExplanationLimit {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int ACCOUNTS = 100_000;

    private final int most;
    private final Cache<String, AtomicInteger> asked =
            Caffeine.newBuilder().expireAfterWrite(MINUTE).maximumSize(ACCOUNTS).build();

    ExplanationLimit(AccessProperties properties) {
        this.most = properties.explanationsPerMinute();
    }

    void check(AccessRequest request) {
        int count =
                asked.get(request.caller().userId(), _ -> new AtomicInteger()).incrementAndGet();
        if (count > most) {
            throw Issue.tooMany(
                    "At most %d explanations a minute. Wait a minute, then ask again.".formatted(most), MINUTE);
        }
    }
}
