package vn.lienthong.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.spec.Samples.newCccd;
import static vn.lienthong.spec.Samples.observation;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import vn.lienthong.sample.DemoPeople;
import vn.lienthong.sample.SampleAvailability;
import vn.lienthong.sample.SampleWorld;

/** What the pages under {@code src/docs/api} print works as printed: a newcomer's first request must not fail. */
@ExtendWith(RunningNodes.class)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DocumentedExamplesSpec {

    private static final String DOCTOR = "clinician-22021";

    /** For whom a page is written, where that is not a doctor of the district's centre. */
    private static final Map<String, String> READERS = Map.of(
            "audit-event", "auditor",
            "export", "facility-22021",
            "history", "facility-22021",
            "import", "facility-22021",
            "scheduling", "coordinator-22001",
            "search", "clinician-22001",
            "subscription", "facility-22021");

    /** Persons of the demo by name of their sample; here they have other numbers, as accounts belong to other tests. */
    private static final Map<String, String> NUMBERS =
            Map.of(DemoPeople.PATIENT_1_CCCD, newCccd(), DemoPeople.PATIENT_2_CCCD, newCccd());

    private final ExchangeNode node;

    DocumentedExamplesSpec(ExchangeNode node) {
        this.node = node;
    }

    @BeforeAll
    void two_people_of_the_demo_are_there_and_what_the_pages_have_written() {
        new DemoPeople(new SampleWorld())
                .pushes().stream()
                        .filter(push -> List.of(DemoPeople.PATIENT_1, DemoPeople.PATIENT_2)
                                .contains(push.personKey()))
                        .forEach(push -> caller("facility-" + push.facilityCode())
                                .posts(here(new String(push.transactionBundle(), StandardCharsets.UTF_8)))
                                .is(200));
        var doctor = caller(DOCTOR);
        doctor.updates(pulse("docs-pulse", "72"));
        doctor.updates(pulse("docs-pulse", "73"));
        doctor.updates(pulse("docs-pulse1", "72").replace("\"status\"", """
                "identifier":[{"system":"https://example.org/docs","value":"1"}],"status\""""));
        caller("facility-22066").updates(observation("ecg-1", "Patient/22066-1", "11524-6", "2026-11-20", "1"));
        SampleAvailability.pushes(LocalDate.now(ZoneOffset.UTC).plusDays(1))
                .forEach(push -> caller("facility-" + push.facilityCode())
                        .posts(new String(push.transactionBundle(), StandardCharsets.UTF_8))
                        .is(200));
        doctor.updates("""
                {"resourceType":"Composition","id":"discharge-1","status":"final","type":{"text":"Giấy ra viện"},
                 "subject":{"reference":"Patient/22021-2"},"date":"2026-11-20","title":"Giấy ra viện",
                 "author":[{"reference":"Practitioner/clinician-22021"}]}""");
    }

    @AfterAll
    void no_parameter_and_no_subscription_stays_behind() {
        caller("facility-22021").deletes("Subscription/desk-22021").is(204);
        caller("operator").deletes("SearchParameter/ward").is(204);
    }

    private static String pulse(String id, String rate) {
        return observation(id, "Patient/22021-2", "8867-4", "2026-11-20", rate);
    }

    private static String here(String text) {
        var changed = text;
        for (var number : NUMBERS.entrySet()) {
            changed = changed.replace(number.getKey(), number.getValue());
        }
        return changed;
    }

    private Caller caller(String account) {
        return account.startsWith("facility-") ? node.facility(account.substring(9)) : node.account(account);
    }

    private static String reader(String page) {
        return READERS.getOrDefault(page, DOCTOR);
    }

    @Test
    void there_are_examples() {
        assertThat(DocumentedExample.all()).hasSizeGreaterThan(20);
        assertThat(DocumentedExample.scripts()).hasSizeGreaterThan(2);
    }

    @TestFactory
    List<DynamicTest> requests_are_answered_as_printed() {
        return DocumentedExample.all().stream()
                // Accounts of patients belong to the persons of other specifications.
                .filter(example -> !example.account().startsWith("patient-"))
                .map(example -> DynamicTest.dynamicTest(example.toString(), () -> tryOut(example)))
                .toList();
    }

    private void tryOut(DocumentedExample example) {
        var account = example.account().isEmpty() ? reader(example.page()) : example.account();
        var request = caller(account).asks().urlEncodingEnabled(false);
        example.headers().forEach((name, value) -> {
            if (!name.equals("Authorization") && !name.equals("If-Match")) {
                request.header(name, value);
            }
        });
        if (!example.body().isEmpty()) {
            request.body(here(example.body()).getBytes(StandardCharsets.UTF_8));
            if (!example.headers().containsKey("Content-Type")) {
                request.contentType(Caller.FHIR);
            }
        } else if (example.method().equals("POST")) {
            request.contentType(Caller.FHIR);
        }
        if (example.path().contains("docs-pulse2")) {
            caller(DOCTOR).updates(pulse("docs-pulse2", "74"));
        }
        var path = here(example.path()).replace(" ", "%20").replace("|", "%7C");
        var answer = new Answer(request.request(example.method(), path.replaceFirst("^/", "/")));
        if (example.status().isPresent()) {
            answer.is(example.status().getAsInt());
        } else {
            assertThat(answer.status()).as(answer.text()).isBetween(200, 299);
        }
    }

    @TestFactory
    List<DynamicTest> scripts_run_to_their_end() {
        return DocumentedExample.scripts().stream()
                .map(block -> DynamicTest.dynamicTest(block.toString(), () -> run(block)))
                .toList();
    }

    /** With a curl that fails where the exchange refuses. */
    private void run(DocumentedExample.Block block) throws IOException, InterruptedException {
        var script = "set -eo pipefail\ncurl() { command curl --fail-with-body \"$@\"; }\n"
                + here(block.text()).replace("http://localhost:8080/fhir", node.baseUrl());
        var bash = new ProcessBuilder("bash", "-c", script).redirectErrorStream(true);
        bash.environment().put("TOKEN", caller(reader(block.page())).token().get());
        var process = bash.start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }
}
