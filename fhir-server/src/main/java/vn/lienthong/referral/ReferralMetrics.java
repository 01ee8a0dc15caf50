package vn.lienthong.referral;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.stereotype.Component;

/** What an operator watches: whether cases wait although their time is over. */
@Component
class ReferralMetrics {

    ReferralMetrics(ReferralNumbers numbers, Clock clock, MeterRegistry meters) {
        Gauge.builder("lienthong.referral.overdue", () -> numbers.overdue(clock.instant(), State.OF_PERFORMER))
                .description("Open referrals in which the performing facility should have acted by now")
                .register(meters);
    }
}
