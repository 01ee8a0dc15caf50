package vn.lienthong.access;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.access.Refusals.detailOf;
import static vn.lienthong.access.Refusals.issueOf;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import vn.lienthong.access.WriteEntry.Conditions;
import vn.lienthong.security.Caller;
import vn.lienthong.security.PatientIdentifier;
import vn.lienthong.security.PurposeOfUse;
import vn.lienthong.security.Role;
import vn.lienthong.security.Scopes;
import vn.lienthong.security.TestTokens;
import vn.lienthong.shared.ExchangeException;
import vn.lienthong.shared.FacilityCode;
import vn.lienthong.shared.Issue;
import vn.lienthong.shared.store.TestDatabase;

/** What time does to accesses: each request brings its own now, so hours pass without anybody waiting. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "lienthong.base-url=http://localhost:8080",
            "lienthong.secret-key=only-for-tests-only-for-tests-only-for-tests",
            "lienthong.access-code.failures-per-caller=3",
            "lienthong.access-code.failures-in-total=7",
            "lienthong.emergency.asks-per-hour=4"
        })
@DisplayName("An access without a standing grant")
class AccessLifeTest {

    private static final TestDatabase database = TestDatabase.create();
    private static final TestTokens tokens = TestTokens.start();

    private static final Instant NOON = Instant.parse("2026-11-24T05:00:00Z");
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final String CCCD = "http://fhir.hl7.org.vn/core/sid/cccd";

    private final String patientId = "p-" + UUID.randomUUID().toString().substring(0, 8);
    private final String number =
            "0997" + UUID.randomUUID().toString().replaceAll("[^0-9]", "1").substring(0, 8);
    private final String practitioner = "dr-" + UUID.randomUUID().toString().substring(0, 8);

    @Autowired
    private Writing writing;

    @Autowired
    private Everything everything;

    @Autowired
    private EmergencyAccesses emergencies;

    @Autowired
    private AccessAsking asking;

    @Autowired
    private AccessAnswering answering;

    @Autowired
    private AccessCodes codes;

    @Autowired
    private Attempts attempts;

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
    void somebodyWhoDecidedNothing() {
        database.jdbc().sql("DELETE FROM attempt").update();
        var patient = """
                {"resourceType":"Patient","id":"%s","identifier":[{"system":"%s","value":"%s"}],"birthDate":"1980-02-03"}""".formatted(patientId, CCCD, number);
        writing.write(
                at(NOON, system()),
                WriteEntry.update(
                        "Patient", Optional.of(patientId), Optional.empty(), bytes(patient), Conditions.NONE));
    }

    @Test
    @DisplayName("by emergency is open until its last moment and closed at its end")
    void emergencyEnds() {
        emergencies.open(at(NOON, clinician()), patientId, declaration());
        assertThat(sees(NOON)).isTrue();
        assertThat(sees(NOON.plus(Duration.ofHours(4)).minus(SECOND))).isTrue();
        assertThat(sees(NOON.plus(Duration.ofHours(4)))).isFalse();
    }

    @Test
    @DisplayName("by emergency is a new one, with a review of its own, when the former is over")
    void emergencyAgain() {
        var first = emergencies.open(at(NOON, clinician()), patientId, declaration());
        var later = NOON.plus(Duration.ofHours(5));
        var second = emergencies.open(at(later, clinician()), patientId, declaration());
        assertThat(second.key()).isNotEqualTo(first.key());
        assertThat(sees(later)).isTrue();
    }

    @Test
    @DisplayName("by emergency is refused to who asks too often, whoever is asked for")
    void emergencyLimit() {
        for (int i = 0; i < 4; i++) {
            assertThat(issueOf(() -> emergencies.open(at(NOON, clinician()), "nobody", declaration())))
                    .isInstanceOf(Issue.Unknown.class);
        }
        assertThat(issueOf(() -> emergencies.open(at(NOON, clinician()), "nobody", declaration())))
                .isInstanceOf(Issue.TooMany.class);
        assertThat(issueOf(() -> emergencies.open(at(NOON, clinician()), patientId, declaration())))
                .isInstanceOf(Issue.TooMany.class);
        emergencies.open(at(NOON.plus(Duration.ofHours(1)), clinician()), patientId, declaration());
    }

    @Test
    @DisplayName("by emergency needs a practitioner who can be asked about it")
    void emergencyOfNobody() {
        var nameless = caller(Role.CLINICIAN, Optional.empty(), Optional.empty());
        assertThat(detailOf(() -> emergencies.open(at(NOON, nameless), patientId, declaration()))
                        .diagnostics())
                .contains("claim `practitioner`");
    }

    @Test
    @DisplayName("that was asked for can be answered until the request expires, and not at that moment any more")
    void requestExpires() {
        var task = asking.ask(at(NOON, clinician()), Optional.of(patientId), request());
        var end = NOON.plus(Duration.ofHours(72));
        assertThat(detailOf(() -> answering.answer(at(end, patient()), task.id(), answer("grant")))
                        .diagnostics())
                .contains("expired");
        answering.answer(at(end.minus(SECOND), patient()), task.id(), answer("grant"));
        assertThat(sees(end)).isTrue();
    }

    @Test
    @DisplayName("that the patient granted ends with the hours that the patient gave")
    void grantEnds() {
        var task = asking.ask(at(NOON, clinician()), Optional.of(patientId), request());
        answering.answer(at(NOON, patient()), task.id(), answer("grant", 2));
        assertThat(sees(NOON.plus(Duration.ofHours(2)).minus(SECOND))).isTrue();
        assertThat(sees(NOON.plus(Duration.ofHours(2)).plus(SECOND))).isFalse();
    }

    @Test
    @DisplayName("is asked of one patient once, until the request has expired")
    void askedAgain() {
        asking.ask(at(NOON, clinician()), Optional.of(patientId), request());
        assertThat(issueOf(() -> asking.ask(
                        at(NOON.plus(Duration.ofHours(71)), clinician()), Optional.of(patientId), request())))
                .isInstanceOf(Issue.Conflict.class);
        asking.ask(at(NOON.plus(Duration.ofHours(72)), clinician()), Optional.of(patientId), request());
    }

    @Test
    @DisplayName("by a code needs the code within ten minutes, and lasts for the visit")
    void codeExpires() {
        var late = codes.issue(at(NOON, patient()), Optional.empty());
        assertThat(issueOf(() -> codes.redeem(at(NOON.plus(Duration.ofMinutes(10)), clinician()), typed(late.text()))))
                .isInstanceOf(Issue.Unprocessable.class);
        var code = codes.issue(at(NOON, patient()), Optional.empty());
        var opened = codes.redeem(at(NOON.plus(Duration.ofMinutes(9)), clinician()), typed(code.text()));
        assertThat(opened.patient()).isEqualTo("Patient/" + patientId);
        assertThat(sees(opened.until().minus(SECOND))).isTrue();
        assertThat(sees(opened.until().plus(SECOND))).isFalse();
    }

    @Test
    @DisplayName("by a code is refused to who guesses, even with the right one at last")
    void guessing() {
        var code = codes.issue(at(NOON, patient()), Optional.empty());
        for (int i = 0; i < 3; i++) {
            assertThat(issueOf(() -> codes.redeem(at(NOON, clinician()), typed("0000-0000"))))
                    .isInstanceOf(Issue.Unprocessable.class);
        }
        assertThat(issueOf(() -> codes.redeem(at(NOON, clinician()), typed(code.text()))))
                .isInstanceOf(Issue.TooMany.class);
    }

    @Test
    @DisplayName("by a code is refused to everybody while many guess together")
    void guessingTogether() {
        var code = codes.issue(at(NOON, patient()), Optional.empty());
        for (int i = 0; i < 7; i++) {
            var guesser = caller(Role.CLINICIAN, Optional.of("dr-" + i), Optional.empty());
            assertThat(issueOf(() -> codes.redeem(at(NOON, guesser), typed("0000-0000"))))
                    .isInstanceOf(Issue.Unprocessable.class);
        }
        assertThat(issueOf(() -> codes.redeem(at(NOON, clinician()), typed(code.text()))))
                .isInstanceOf(Issue.TooMany.class);
    }

    @Test
    @DisplayName("by a right code is not counted as a guess")
    void rightCodes() {
        for (int i = 0; i < 5; i++) {
            var code = codes.issue(at(NOON, patient()), Optional.empty());
            codes.redeem(at(NOON, clinician()), typed(code.text()));
        }
        assertThat(attempts.within(Duration.ofHours(1), Attempts.Kind.CODE_FAILED, NOON))
                .isZero();
    }

    @Test
    @DisplayName("by a code leaves nothing in the database that the code could be read from")
    void codeIsNotStored() {
        var code = codes.issue(at(NOON, patient()), Optional.empty());
        var stored = database.jdbc()
                .sql("SELECT encode(code_hash, 'escape') || id || patient_id FROM access_code")
                .query(String.class)
                .list();
        assertThat(stored)
                .isNotEmpty()
                .noneMatch(row -> row.contains(code.text().replace("-", "")));
    }

    private boolean sees(Instant now) {
        try {
            everything.of(at(now, clinician()), patientId, Map.of());
            return true;
        } catch (ExchangeException hidden) {
            assertThat(hidden.issue()).isInstanceOf(Issue.Unknown.class);
            return false;
        }
    }

    private static AccessRequest at(Instant now, Caller caller) {
        return new AccessRequest(caller, now, "request", Optional.empty(), "a test");
    }

    private Caller clinician() {
        return caller(Role.CLINICIAN, Optional.of(practitioner), Optional.empty());
    }

    private Caller patient() {
        return caller(Role.PATIENT, Optional.empty(), Optional.of(new PatientIdentifier(CCCD, number)));
    }

    private static Caller system() {
        return new Caller(
                "facility-22021",
                "facility-22021",
                Set.of(Role.FACILITY_SYSTEM),
                Optional.of(new FacilityCode("22021")),
                Optional.empty(),
                Optional.empty(),
                Scopes.parse("system/*.cruds"),
                PurposeOfUse.TREAT,
                "client",
                "token",
                Instant.MAX);
    }

    private static Caller caller(
            Role role, Optional<String> practitioner, Optional<PatientIdentifier> patientIdentifier) {
        var account = practitioner.orElse("account");
        return new Caller(
                account,
                account,
                Set.of(role),
                role == Role.CLINICIAN ? Optional.of(new FacilityCode("22001")) : Optional.empty(),
                practitioner,
                patientIdentifier,
                Scopes.parse("user/*.cruds patient/*.cruds"),
                role == Role.CLINICIAN ? PurposeOfUse.TREAT : PurposeOfUse.PATRQT,
                "client",
                "token",
                Instant.MAX);
    }

    private static Optional<byte[]> declaration() {
        return parameters("{\"name\":\"reason\",\"valueCode\":\"life-threatening\"},"
                + "{\"name\":\"text\",\"valueString\":\"Bất tỉnh sau tai nạn xe máy\"}");
    }

    private static Optional<byte[]> request() {
        return parameters("{\"name\":\"text\",\"valueString\":\"Cần xem thuốc đang dùng\"}");
    }

    private static Optional<byte[]> answer(String decision) {
        return parameters("{\"name\":\"decision\",\"valueCode\":\"" + decision + "\"}");
    }

    private static Optional<byte[]> answer(String decision, int hours) {
        return parameters("{\"name\":\"decision\",\"valueCode\":\"" + decision
                + "\"},{\"name\":\"hours\",\"valuePositiveInt\":" + hours + "}");
    }

    private static Optional<byte[]> typed(String code) {
        return parameters("{\"name\":\"code\",\"valueString\":\"" + code + "\"}");
    }

    private static Optional<byte[]> parameters(String parameters) {
        return Optional.of(bytes("{\"resourceType\":\"Parameters\",\"parameter\":[" + parameters + "]}"));
    }

    private static byte[] bytes(String json) {
        return json.getBytes(StandardCharsets.UTF_8);
    }
}
