package vn.lienthong.access.canary;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * What the operator sees of the self-test. It is no part of readiness: a leak is for people to judge, and taking every
 * node away at once is not for a probe to decide.
 */
final class SelfTestHealth implements HealthIndicator {

    private final SelfTest test;

    SelfTestHealth(SelfTest test) {
        this.test = test;
    }

    @Override
    public Health health() {
        var state = test.state();
        var health = switch (state.outcome()) {
            case WAITING -> Health.unknown();
            case PASSED -> Health.up();
            case LEAK, GAP, FAILED -> Health.down();
        };
        return health.withDetail("outcome", state.outcome().name())
                .withDetail("at", state.at().toString())
                .withDetail("lastSuccess", state.lastSuccess().toString())
                .build();
    }
}
