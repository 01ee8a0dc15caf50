package vn.lienthong.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.spec.Samples.condition;
import static vn.lienthong.spec.Samples.newCccd;
import static vn.lienthong.spec.Samples.observation;
import static vn.lienthong.spec.Samples.patient;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * What validation may cost a node: with the heap of a small one it still validates, one resource at a time.
 *
 * @see <a href="https://hl7.org/fhir/R4/resource-operation-validate.html">$validate</a>
 */
@ExtendWith(RunningNodes.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ValidationLimitsSpec {

    private final ExchangeNode shared;
    private ExchangeNode small;
    private Caller caller;

    ValidationLimitsSpec(ExchangeNode node) {
        shared = node;
        small = node;
        caller = node.facility("22021");
    }

    @BeforeAll
    void a_small_node_starts_with_a_broken_package(@TempDir Path packages) throws IOException {
        Files.writeString(packages.resolve("guide.tgz"), "no archive");
        small = shared.another(
                "-Xmx256m",
                Map.of(
                        "LIENTHONG_VALIDATION_PACKAGES", packages.toString(),
                        "LIENTHONG_VALIDATION_CONCURRENT", "1",
                        "LIENTHONG_VALIDATION_PATIENCE", "1ms"));
        caller = small.facility("22021");
    }

    @AfterAll
    void it_ends() {
        if (small != shared) {
            small.close();
        }
    }

    @Test
    @Order(1)
    void whoever_comes_too_many_is_told_when_to_come_back() {
        var first = CompletableFuture.supplyAsync(() -> validates(good()), Thread::startVirtualThread);
        Set<Integer> statuses = new HashSet<>();
        while (!first.isDone()) {
            Answer meanwhile = validates(good());
            statuses.add(meanwhile.status());
            if (meanwhile.status() == 429) {
                meanwhile.refuses(429, "throttled", "again in");
                assertThat(meanwhile.header("Retry-After")).isEqualTo("10");
            }
        }
        statuses.add(first.join().status());
        assertThat(statuses).contains(200, 429).isSubsetOf(200, 429);
    }

    @Test
    @Order(2)
    void a_heap_of_256_MB_holds_the_validator_and_many_validations() {
        List<Integer> statuses = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            for (String resource :
                    List.of(good(), patient("a", newCccd()), condition("a", "Patient/a", "I10"), bundle(40))) {
                statuses.add(caller.sendsTo("POST", Caller.typeOf(resource) + "/$validate", resource)
                        .status());
            }
        }
        assertThat(statuses).containsOnly(200);
        assertThat(caller.gets("Patient?identifier=x").status()).isEqualTo(200);
        assertThat(small.residentKilobytes()).isLessThan(600_000);
    }

    @Test
    @Order(3)
    void an_unknown_profile_names_the_packages_that_are_broken() {
        assertThat(caller.sendsTo("POST", "Observation/$validate?profile=http://example.org/x", good())
                        .is(200)
                        .text())
                .contains("`http://example.org/x` is not known here", "`guide.tgz`");
    }

    private Answer validates(String resource) {
        return caller.sendsTo("POST", "Observation/$validate", resource);
    }

    private static String good() {
        return observation("a", "Patient/a", "2345-7", "2026-03-01", "9.1");
    }

    private static String bundle(int entries) {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < entries; i++) {
            all.add("{\"fullUrl\":\"http://example.org/fhir/Observation/a%d\",\"resource\":%s}"
                    .formatted(i, observation("a" + i, "Patient/a", "2345-7", "2026-03-01", "9.1")));
        }
        return "{\"resourceType\":\"Bundle\",\"type\":\"collection\",\"entry\":[" + String.join(",", all) + "]}";
    }
}
