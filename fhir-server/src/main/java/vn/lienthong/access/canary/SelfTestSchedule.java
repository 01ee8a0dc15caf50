package vn.lienthong.access.canary;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;

/**
 * Each node tests itself: a cache or a setting could be wrong on one of them alone. One thread, so a run never meets
 * another of the same node.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SelfTestProperties.class)
class SelfTestSchedule {

    @Bean
    SelfTestHealth selfTestHealthIndicator(SelfTest test) {
        return new SelfTestHealth(test);
    }

    @Bean
    Runs selfTestRuns(SelfTest test, SelfTestProperties properties) {
        return new Runs(test, properties);
    }

    static final class Runs implements AutoCloseable {

        private final SelfTest test;
        private final SelfTestProperties properties;
        private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("self-test").factory());

        Runs(SelfTest test, SelfTestProperties properties) {
            this.test = test;
            this.properties = properties;
        }

        @EventListener(ApplicationReadyEvent.class)
        void begin() {
            if (!properties.enabled()) {
                return;
            }
            var _ = thread.scheduleWithFixedDelay(
                    test::run,
                    properties.delay().toMillis(),
                    properties.period().toMillis(),
                    TimeUnit.MILLISECONDS);
        }

        /** Waits for a run to end: one that lost its database on the way down would raise an alarm. */
        @Override
        public void close() {
            thread.close();
        }
    }
}
