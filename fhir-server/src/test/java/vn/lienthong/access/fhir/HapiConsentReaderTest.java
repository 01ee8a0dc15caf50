package vn.lienthong.access.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.StrictErrorHandler;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.lienthong.consent.Action;
import vn.lienthong.consent.Actor;
import vn.lienthong.consent.ConsentRecord;
import vn.lienthong.consent.ConsentRecord.Status;
import vn.lienthong.consent.ConsentRecord.Understood;
import vn.lienthong.consent.ConsentRecord.Unreadable;
import vn.lienthong.consent.ConsentRecord.Verification;
import vn.lienthong.consent.DataReference;
import vn.lienthong.consent.FacilityLevel;
import vn.lienthong.consent.Period;
import vn.lienthong.consent.Provision;
import vn.lienthong.consent.Purpose;
import vn.lienthong.directory.Facilities;
import vn.lienthong.directory.Facility;

/** In the shapes of <a href="https://profiles.ihe.net/ITI/PCF/volume-3.html">PCF</a>, and in odd ones. */
@DisplayName("A Consent")
class HapiConsentReaderTest {

    private static final HapiConsentReader READER = reader();

    @Test
    @DisplayName("that grants treatment access to one facility is read as such")
    void grant() {
        var consent = understood("""
                'type': 'permit',
                'period': {'start': '2026-01-01', 'end': '2026-12-31'},
                'actor': [{'role': {'coding': [{'code': 'IRCP'}]}, 'reference': {'reference': 'Organization/org-22001'}}],
                'purpose': [{'system': 'http://terminology.hl7.org/CodeSystem/v3-ActReason', 'code': 'TREAT'}],
                'action': [{'coding': [{'code': 'access'}]}]""");

        assertThat(consent.status()).isEqualTo(Status.ACTIVE);
        assertThat(consent.validity())
                .as("days of the province, the last one included")
                .isEqualTo(new Period(Instant.parse("2025-12-31T17:00:00Z"), Instant.parse("2026-12-31T17:00:00Z")));
        assertThat(consent.root())
                .isEqualTo(Provision.permit()
                        .actor(new Actor.Facility("22001"))
                        .purpose(new Purpose("TREAT"))
                        .action(Action.ACCESS)
                        .build());
    }

    @Test
    @DisplayName("with exceptions is read with each of its criteria")
    void exceptions() {
        var root = understood("""
                'type': 'permit',
                'provision': [
                  {'type': 'deny',
                   'actor': [{'role': {'coding': [{'code': 'PRCP'}]}, 'reference': {'reference': 'Practitioner/x'}}],
                   'securityLabel': [{'code': 'HIV'}],
                   'class': [{'system': 'http://hl7.org/fhir/resource-types', 'code': 'Observation'},
                             {'code': 'http://hl7.org/fhir/StructureDefinition/Condition'}],
                   'code': [{'coding': [{'system': 'http://loinc.org', 'code': '4548-4'}]}],
                   'dataPeriod': {'end': '2025-12-31'},
                   'data': [{'meaning': 'instance', 'reference': {'reference': 'Encounter/e'}}],
                   'provision': [{'actor': [{'role': {'coding': [
                        {'system': 'https://lienthong.vn/fhir/CodeSystem/facility-level', 'code': 'central'}]}}]}]}]""").root();

        assertThat(root)
                .isEqualTo(Provision.permit()
                        .except(Provision.deny()
                                .actor(new Actor.Practitioner("Practitioner/x"))
                                .label("HIV")
                                .type("Observation", "Condition")
                                .code("http://loinc.org|4548-4")
                                .dataPeriod(Period.until(Instant.parse("2025-12-31T17:00:00Z")))
                                .data(DataReference.Meaning.INSTANCE, "Encounter/e")
                                .except(Provision.permit()
                                        .actor(new Actor.Level(FacilityLevel.CENTRAL))
                                        .build())
                                .build())
                        .build());
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("names its actors by")
    @MethodSource("actors")
    void actors(String actor, Actor expected) {
        assertThat(understood("'type': 'permit', 'actor': [{%s}]".formatted(actor))
                        .root()
                        .actors())
                .containsExactly(expected);
    }

    static Stream<Arguments> actors() {
        return Stream.of(
                arguments(reference("Practitioner/p"), new Actor.Practitioner("Practitioner/p")),
                arguments(reference("PractitionerRole/r"), new Actor.PractitionerRole("PractitionerRole/r")),
                arguments(reference("Organization/org-22001"), new Actor.Facility("22001")),
                arguments(reference("Organization/province-22"), new Actor.Province()),
                arguments(reference("CareTeam/t"), new Actor.CareTeam("CareTeam/t")),
                arguments(reference("Group/g"), new Actor.CareTeam("Group/g")),
                arguments("'role': {'coding': [{'code': 'clinician'}]}", new Actor.Role("clinician")),
                arguments(
                        "'role': {'coding': [{'system': 'https://lienthong.vn/fhir/CodeSystem/facility-level',"
                                + " 'code': 'district'}]}",
                        new Actor.Level(FacilityLevel.DISTRICT)));
    }

    private static String reference(String key) {
        return "'role': {'coding': [{'code': 'IRCP'}]}, 'reference': {'reference': '%s'}".formatted(key);
    }

    @Test
    @DisplayName("that names a facility as author means all that the facility answers for")
    void authoredByFacility() {
        assertThat(understood("'type': 'deny', 'data': [{'meaning': 'authoredby',"
                                + " 'reference': {'reference': 'Organization/org-22001'}}]")
                        .root()
                        .data())
                .containsExactlyInAnyOrder(
                        new DataReference(DataReference.Meaning.AUTHORED_BY, "Organization/org-22001"),
                        new DataReference(DataReference.Meaning.AUTHORED_BY, "Custodian/22001"));
    }

    @Test
    @DisplayName("that names a wide label means all kinds of it")
    void wideLabel() {
        assertThat(understood("'type': 'deny', 'securityLabel': [{'code': 'ETH'}]")
                        .root()
                        .labels())
                .containsExactlyInAnyOrder("ETH", "ETHUD", "OPIOIDUD");
    }

    @ParameterizedTest
    @DisplayName("that holds in an emergency says so by true")
    @CsvSource({"true, true", "false, false"})
    void inEmergency(boolean said, boolean holds) {
        assertThat(understood("'type': 'deny', 'extension': [{'url':"
                                + " 'https://lienthong.vn/fhir/StructureDefinition/holds-in-emergency',"
                                + " 'valueBoolean': %s}]".formatted(said))
                        .root()
                        .holdsInEmergency())
                .isEqualTo(holds);
    }

    @ParameterizedTest
    @DisplayName("that is no longer active denies nothing, even if it cannot be read")
    @ValueSource(strings = {"draft", "proposed", "rejected", "inactive", "entered-in-error"})
    void spent(String status) {
        assertThat(read("'status': '%s',".formatted(status), "'type': 'permit', 'action': [{'text': 'singing'}]"))
                .isInstanceOfSatisfying(
                        Understood.class,
                        consent -> assertThat(consent.status()).isNotEqualTo(Status.ACTIVE));
    }

    @ParameterizedTest(name = "policyRule {0}: {1}")
    @DisplayName("without a type at its root holds what the policy rule says, and grants nothing without one")
    @CsvSource({"OPTIN, PERMIT", "OPTOUT, DENY", "other, DENY"})
    void policyRule(String code, Provision.Type type) {
        var consent = read("'policyRule': {'coding': [{'code': '%s'}]},".formatted(code), "'id': 'p'");

        assertThat(consent)
                .isInstanceOfSatisfying(
                        Understood.class,
                        understood -> assertThat(understood.root().type()).isEqualTo(type));
    }

    @ParameterizedTest
    @DisplayName("that must be verified says whether it is")
    @CsvSource({"true, VERIFIED", "false, UNVERIFIED"})
    void verification(boolean verified, Verification expected) {
        assertThat(read("'verification': [{'verified': %s}],".formatted(verified), "'type': 'permit'"))
                .isInstanceOfSatisfying(
                        Understood.class,
                        consent -> assertThat(consent.verification()).isEqualTo(expected));
    }

    @ParameterizedTest
    @DisplayName("whose provision says something that is not understood is unreadable, never wider than it was meant")
    @ValueSource(
            strings = {
                "'type': 'permit', 'actor': [{'role': {'text': 'my doctor'}}]",
                "'type': 'permit', 'actor': [{'role': {'coding': [{'code': 'IRCP'}]}, 'reference': {'reference': 'Organization/unknown'}}]",
                "'type': 'permit', 'actor': [{'role': {'coding': [{'code': 'IRCP'}]}, 'reference': {'reference': 'Location/l'}}]",
                "'type': 'permit', 'actor': [{'role': {'coding': [{'code': 'clinician'}]}, 'reference': {'identifier': {'value': 'x'}}}]",
                "'type': 'permit', 'actor': [{'role': {'coding': [{'code': 'clinician'}]}, 'reference': {'reference': 'http://x/Practitioner/1'}}]",
                "'type': 'permit', 'actor': [{'role': {'coding': [{'code': 'clinician'}]}, 'reference': {'display': 'Dr. X'}}]",
                "'type': 'permit', 'actor': [{'role': {'coding': [{'system': 'https://lienthong.vn/fhir/CodeSystem/facility-level', 'code': 'moon'}]}}]",
                "'type': 'permit', 'code': [{'text': 'only my blood tests'}]",
                "'type': 'permit', 'code': [{'coding': [{'display': 'x'}]}]",
                "'type': 'permit', 'securityLabel': [{'display': 'x'}]",
                "'type': 'permit', 'class': [{'display': 'x'}]",
                "'type': 'deny', 'class': [{'system': 'http://loinc.org', 'code': '34133-9'}]",
                "'type': 'deny', 'class': [{'code': 'http://hl7.org/fhir/StructureDefinition/bodyweight'}]",
                "'type': 'permit', 'data': [{'meaning': 'related', 'reference': {'reference': 'CarePlan/c'}}]",
                "'type': 'permit', 'actor': [{'role': {'coding': [{'system': 'https://lienthong.vn/fhir/CodeSystem/role',"
                        + " 'code': 'clinician'}]}, 'reference': {'reference': 'Organization/org-22001'}}]",
                "'type': 'permit', 'purpose': [{'display': 'x'}]",
                "'type': 'permit', 'action': [{'coding': [{'code': 'sing'}]}]",
                "'type': 'permit', 'action': [{'text': 'reading'}]",
                "'type': 'permit', 'data': [{'reference': {'reference': 'Encounter/e'}}]",
                "'type': 'permit', 'data': [{'meaning': 'instance', 'reference': {'display': 'x'}}]",
                "'type': 'permit', 'period': {'start': '2026-02-01', 'end': '2026-01-01'}",
                "'type': 'permit', 'provision': [{'period': {'start': '2026-02-01', 'end': '2026-01-01'}}]",
                "'type': 'maybe'",
                "'type': 'permit', 'period': {'start': 'soon'}",
                "'type': 'permit', 'modifierExtension': [{'url': 'http://x', 'valueBoolean': true}]",
                "'type': 'permit', 'actor': [{'modifierExtension': [{'url': 'http://x', 'valueBoolean': true}],"
                        + " 'role': {'coding': [{'code': 'clinician'}]}}]",
                "'type': 'permit', 'type': 5, 'provision': 7"
            })
    void unreadable(String provision) {
        assertThat(read("", provision)).isInstanceOf(Unreadable.class);
    }

    @ParameterizedTest
    @DisplayName("whose head says something that is not understood is unreadable")
    @ValueSource(
            strings = {
                "'modifierExtension': [{'url': 'http://x', 'valueBoolean': true}],",
                "'implicitRules': 'http://x',",
                "'status': 'perhaps',"
            })
    void unreadableHead(String head) {
        assertThat(read(head, "'type': 'permit'")).isInstanceOf(Unreadable.class);
    }

    @ParameterizedTest
    @DisplayName("that is no Consent at all is unreadable")
    @ValueSource(
            strings = {"", "{", "null", "[]", "{}", "{\"resourceType\":\"Patient\"}", "\u0000", "{\"resourceType\":5}"})
    void noConsent(String text) {
        assertThat(READER.read("c1", text.getBytes(StandardCharsets.UTF_8))).isInstanceOf(Unreadable.class);
    }

    @ParameterizedTest
    @DisplayName("that is not in force says nothing, however odd the rest of it is, so that it can be withdrawn")
    @ValueSource(strings = {"inactive", "rejected", "entered-in-error", "proposed", "draft"})
    void notInForce(String status) {
        assertThat(read("'status': '%s',".formatted(status), "'type': 'permit', 'code': [{'text': 'odd'}]"))
                .isInstanceOfSatisfying(
                        Understood.class,
                        consent -> assertThat(consent.status()).isNotEqualTo(Status.ACTIVE));
    }

    @ParameterizedTest
    @DisplayName("to be treated is no decision on data: without a provision it is as if it were not there")
    @ValueSource(strings = {"treatment", "adr"})
    void otherMatter(String code) {
        var json = "{'resourceType': 'Consent', 'status': 'active', 'scope': {'coding': [{'code': '%s'}]}}"
                .formatted(code)
                .replace('\'', '"');
        assertThat(READER.read("c1", json.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOfSatisfying(
                        Understood.class,
                        consent -> assertThat(consent.status()).isEqualTo(Status.INACTIVE));
    }

    @ParameterizedTest
    @DisplayName("of another scope can refuse and not grant")
    @ValueSource(strings = {"treatment", "adr", "something-new"})
    void otherScope(String code) {
        assertThat(read("'scope': {'coding': [{'code': '%s'}]},".formatted(code), "'type': 'permit'"))
                .isInstanceOfSatisfying(
                        Understood.class,
                        consent -> assertThat(consent.verification()).isEqualTo(Verification.UNVERIFIED));
    }

    @Test
    @DisplayName("for research means research where it names no purpose")
    void research() {
        assertThat(read("'scope': {'coding': [{'code': 'research'}]},", "'type': 'permit'"))
                .isInstanceOfSatisfying(
                        Understood.class,
                        consent -> assertThat(consent.root().purposes()).containsExactly(Purpose.HRESCH));
    }

    @Test
    @DisplayName("without a status is unreadable")
    void withoutStatus() {
        assertThat(READER.read("c1", "{\"resourceType\":\"Consent\"}".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(Unreadable.class);
    }

    @Test
    @DisplayName("with five thousand provisions is read whole")
    void many() {
        var provision = "{'securityLabel': [{'code': 'HIV'}]}";
        var all = "'type': 'permit', 'provision': [%s]".formatted((provision + ",").repeat(4_999) + provision);

        assertThat(understood(all).root().exceptions()).hasSize(5_000);
    }

    @ParameterizedTest
    @DisplayName("that nests deeper than anybody means is unreadable")
    @ValueSource(ints = {102, 1_000, 20_000})
    void deep(int depth) {
        var nested = "'type': 'permit', 'provision': [{".repeat(depth) + "'type': 'deny'" + "}]".repeat(depth);

        assertThat(read("", nested)).isInstanceOf(Unreadable.class);
    }

    private static Understood understood(String provision) {
        return (Understood) read("", provision);
    }

    private static ConsentRecord read(String head, String provision) {
        var status = head.contains("'status'") ? "" : "'status': 'active',";
        var json =
                "{'resourceType': 'Consent', 'id': 'c1', %s %s 'provision': {%s}}".formatted(status, head, provision);
        return READER.read("c1", json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    private static HapiConsentReader reader() {
        var context = FhirContext.forR4();
        context.setParserErrorHandler(new StrictErrorHandler());
        return new HapiConsentReader(context, new ProvisionReader(new OneFacility()));
    }

    /** A directory of one hospital. */
    private static final class OneFacility implements Facilities {

        private static final Facility HOSPITAL =
                new Facility("22001", "org-22001", "Hospital", "provincial", Optional.empty(), true, true, Set.of());

        @Override
        public Optional<Facility> find(String code) {
            return Optional.of(HOSPITAL).filter(facility -> facility.code().equals(code));
        }

        @Override
        public Optional<Facility> ofOrganization(String organizationId) {
            return Optional.of(HOSPITAL)
                    .filter(facility -> facility.organizationId().equals(organizationId));
        }

        @Override
        public Set<String> answersFor(String code) {
            return Set.of(code);
        }

        @Override
        public void register(Facility facility) {
            throw new UnsupportedOperationException("The hospital is given");
        }
    }
}
