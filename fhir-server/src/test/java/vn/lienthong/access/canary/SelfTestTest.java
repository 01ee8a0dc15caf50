package vn.lienthong.access.canary;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import vn.lienthong.access.Reading;
import vn.lienthong.access.WriteEntry;
import vn.lienthong.access.WriteEntry.Conditions;
import vn.lienthong.access.Writing;
import vn.lienthong.audit.AuditLog;
import vn.lienthong.audit.AuditQuery;
import vn.lienthong.audit.AuditRow;
import vn.lienthong.security.TestTokens;
import vn.lienthong.shared.ResourceKey;
import vn.lienthong.shared.store.TestDatabase;

/** Where the default opens ordinary rows to every facility, so that canaries prove to stay out of sight there too. */
@SpringBootTest(
        properties = {
            "lienthong.base-url=http://localhost:8080",
            "lienthong.secret-key=only-for-tests-only-for-tests-only-for-tests",
            "lienthong.access.default-policy=OPT_OUT",
            "lienthong.selftest.enabled=false"
        })
@ExtendWith(OutputCaptureExtension.class)
@DisplayName("The self-test")
class SelfTestTest {

    private static final TestDatabase database = TestDatabase.create();
    private static final TestTokens tokens = TestTokens.start();

    @Autowired
    private SelfTest test;

    @Autowired
    private SelfTestHealth health;

    @Autowired
    private Writing writing;

    @Autowired
    private Reading reading;

    @Autowired
    private CanaryCallers callers;

    @Autowired
    private MeterRegistry meters;

    @Autowired
    private AuditLog audit;

    @DynamicPropertySource
    static void environment(DynamicPropertyRegistry registry) {
        database.register(registry);
        tokens.register(registry);
    }

    @AfterAll
    static void close() {
        tokens.close();
        database.close();
    }

    @BeforeEach
    void aSoundExchange() {
        test.run();
        decides(Canaries.consent());
        assertThat(test.run()).isEqualTo(SelfTest.Outcome.PASSED);
    }

    @Test
    @DisplayName("passes in a sound exchange, says when, and leaves the canaries as they are")
    void passes() {
        int version = version(Canaries.SEEN);
        double before = leaks();

        assertThat(test.run()).isEqualTo(SelfTest.Outcome.PASSED);

        assertThat(version(Canaries.SEEN)).isEqualTo(version);
        assertThat(leaks()).isEqualTo(before);
        assertThat(meters.get("lienthong.selftest.last.success").gauge().value())
                .isEqualTo((double) test.state().at().getEpochSecond());
        assertThat(health.health().getStatus()).isEqualTo(Status.UP);
    }

    @Test
    @DisplayName("tells of a leak when what it takes for hidden is shown")
    void leak(CapturedOutput log) {
        double before = leaks();
        var passed = test.state().lastSuccess();
        decides(Canaries.consent()
                .replace("\"type\":\"deny\"", "\"type\":\"permit\",\"securityLabel\":[{\"code\":\"V\"}]"));

        assertThat(test.run()).isEqualTo(SelfTest.Outcome.LEAK);

        // Read, vread, history, include, search by id, and the history of the person.
        assertThat(leaks()).isGreaterThanOrEqualTo(before + 6);
        assertThat(log.getOut())
                .contains(SelfTest.LEAK + " read", SelfTest.LEAK + " vread", SelfTest.LEAK + " history")
                .contains(SelfTest.LEAK + " $everything", SelfTest.LEAK + " search of Observation");
        assertThat(health.health().getStatus()).isEqualTo(Status.DOWN);
        assertThat(health.health().getDetails())
                .containsEntry("outcome", "LEAK")
                .containsEntry("lastSuccess", passed.toString());
    }

    @Test
    @DisplayName("tells when what is granted does not come, for then it proves nothing")
    void gap(CapturedOutput log) {
        double before = meters.get("lienthong.selftest.gaps").counter().count();
        decides(Canaries.consent().replace("Practitioner/" + CanaryCallers.PRACTITIONER, "Practitioner/somebody-else"));

        assertThat(test.run()).isEqualTo(SelfTest.Outcome.GAP);

        assertThat(meters.get("lienthong.selftest.gaps").counter().count()).isGreaterThan(before);
        assertThat(log.getOut()).contains(SelfTest.GAP + " read").doesNotContain(SelfTest.LEAK);
        assertThat(health.health().getStatus()).isEqualTo(Status.DOWN);
    }

    @Test
    @DisplayName("is on record under its own name, a bounded number of times for each run")
    void audit() {
        long before = entries();
        test.run();
        assertThat(entries() - before).isBetween(10L, 20L);
        assertThat(audit.search(AuditQuery.all(5).byUser(CanaryCallers.CLIENT)).rows())
                .extracting(AuditRow::entry)
                .allSatisfy(entry -> {
                    assertThat(entry.agent().client()).isEqualTo(CanaryCallers.CLIENT);
                    assertThat(entry.query())
                            .hasValueSatisfying(query -> assertThat(query).startsWith("self-test: "));
                });
    }

    private long entries() {
        return database.jdbc()
                .sql("SELECT count(*) FROM audit_event WHERE user_id = :user")
                .param("user", CanaryCallers.CLIENT)
                .query(Long.class)
                .single();
    }

    private double leaks() {
        return meters.get("lienthong.selftest.leaks").counter().count();
    }

    private int version(ResourceKey key) {
        return reading.read(callers.custodian("test"), key).version();
    }

    private void decides(String consent) {
        writing.write(
                callers.custodian("test"),
                WriteEntry.update(
                        "Consent",
                        Optional.of(Canaries.PARTLY_HIDDEN + "-consent"),
                        Optional.empty(),
                        consent.getBytes(StandardCharsets.UTF_8),
                        Conditions.NONE));
    }
}
