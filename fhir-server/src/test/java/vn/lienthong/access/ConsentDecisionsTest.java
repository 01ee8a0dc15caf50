package vn.lienthong.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.lienthong.consent.CallingFacility;
import vn.lienthong.consent.ConsentEngine;
import vn.lienthong.consent.ConsentRecord;
import vn.lienthong.consent.DefaultPolicy;
import vn.lienthong.consent.FacilityLevel;
import vn.lienthong.consent.Policy;
import vn.lienthong.consent.Purpose;
import vn.lienthong.consent.Request;
import vn.lienthong.directory.Facility;
import vn.lienthong.record.ResourceJson;

/**
 * Consents of each kind that <a href="https://profiles.ihe.net/ITI/PCF/volume-1.html">PCF</a> knows, as JSON, decide
 * about resources as JSON: reader, search values and engine together.
 */
@DisplayName("A Consent decides")
class ConsentDecisionsTest {

    private static final Instant NOW = Instant.parse("2026-11-22T03:00:00Z");
    private static final Facility HOSPITAL = new Facility(
            "22001", "facility-22001", "Hospital", "provincial", Optional.of("province-22"), true, true, Set.of());
    private static final StoredRows ROWS = new StoredRows(List.of(HOSPITAL));

    private static final String ACTOR =
            "'actor': [{'role': {'coding': [{'code': 'IRCP'}]}, 'reference': {'reference': '%s'}}]";

    @ParameterizedTest(name = "{0}: {1} for {2}")
    @DisplayName("by purpose, and its kinds")
    @CsvSource(
            delimiter = ';',
            value = {
                "'type': 'permit', 'purpose': [{'code': 'TREAT'}, {'code': 'HPAYMT'}]; TREAT; true",
                "'type': 'permit', 'purpose': [{'code': 'TREAT'}, {'code': 'HPAYMT'}]; ETREAT; true",
                "'type': 'permit', 'purpose': [{'code': 'TREAT'}, {'code': 'HPAYMT'}]; COVERAGE; true",
                "'type': 'permit', 'purpose': [{'code': 'TREAT'}, {'code': 'HPAYMT'}]; HRESCH; false",
                "'type': 'permit', 'purpose': [{'code': 'ETREAT'}]; TREAT; false",
                "'type': 'permit', 'purpose': [{'system': 'urn:x', 'code': 'TREAT'}]; TREAT; false",
                "'type': 'permit', 'purpose': [{'system': 'urn:x', 'code': 'TREAT'}]; urn:x|TREAT; true",
                "'type': 'deny', 'provision': [{'type': 'permit', 'purpose': [{'code': 'BTG'}]}]; BTG; true",
                "'type': 'deny', 'provision': [{'type': 'permit', 'purpose': [{'code': 'BTG'}]}]; TREAT; false"
            },
            quoteCharacter = '`')
    void purpose(String provision, String purpose, boolean permits) {
        assertThat(permits(provision, request(purpose), "{}")).isEqualTo(permits);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @DisplayName("by what the data are")
    @CsvSource(
            delimiter = ';',
            value = {
                "'class': [{'code': 'Observation'}]; {}; true",
                "'class': [{'code': 'Condition'}]; {}; false",
                "'code': [{'coding': [{'system': 'http://loinc.org', 'code': '2345-7'}]}]; {}; true",
                "'code': [{'coding': [{'system': 'http://loinc.org', 'code': '1-8'}]}]; {}; false",
                "'dataPeriod': {'start': '2026-01-01', 'end': '2026-12-31'}; {}; true",
                "'dataPeriod': {'end': '2025-12-31'}; {}; false",
                "'data': [{'meaning': 'instance', 'reference': {'reference': 'Observation/o'}}]; {}; true",
                "'data': [{'meaning': 'instance', 'reference': {'reference': 'Observation/p'}}]; {}; false",
                "'data': [{'meaning': 'related', 'reference': {'reference': 'Encounter/e'}}]; {}; false",
                "'data': [{'meaning': 'related', 'reference': {'reference': 'Encounter/e'}}]; {'encounter': {'reference': 'Encounter/e'}}; true",
                "'data': [{'meaning': 'dependents', 'reference': {'reference': 'Encounter/e'}}]; {'encounter': {'reference': 'Encounter/e'}}; true",
                "'data': [{'meaning': 'authoredby', 'reference': {'reference': 'Practitioner/a'}}]; {'performer': [{'reference': 'Practitioner/a'}]}; true",
                "'data': [{'meaning': 'authoredby', 'reference': {'reference': 'Practitioner/a'}}]; {'performer': [{'reference': 'Practitioner/b'}]}; false",
                "'data': [{'meaning': 'authoredby', 'reference': {'reference': 'Organization/facility-22001'}}]; {}; true",
                "'data': [{'meaning': 'authoredby', 'reference': {'reference': 'Organization/other'}}]; {}; false",
                "'securityLabel': [{'code': 'N'}]; {}; true",
                "'securityLabel': [{'code': 'N'}]; {'meta': {'security': [{'code': 'R'}]}}; false",
                "'securityLabel': [{'code': 'N'}, {'code': 'R'}]; {'meta': {'security': [{'code': 'R'}]}}; true",
                "'securityLabel': [{'code': 'R'}]; {'meta': {'security': [{'code': 'R'}, {'code': 'HIV'}]}}; false",
                "'securityLabel': [{'code': 'HIV'}]; {'meta': {'security': [{'code': 'R'}, {'code': 'HIV'}]}}; true",
                "'securityLabel': [{'code': 'ETH'}]; {'meta': {'security': [{'code': 'ETHUD'}]}}; true",
                "'securityLabel': [{'code': 'N'}]; {'meta': {'security': [{'code': 'HTEST'}]}}; true"
            },
            quoteCharacter = '`')
    void data(String criterion, String change, boolean matches) {
        assertThat(permits("'type': 'permit', " + criterion, request("TREAT"), change))
                .as("a grant of it alone")
                .isEqualTo(matches);
        if (!change.contains("security")) {
            assertThat(permits("'type': 'permit', 'provision': [{%s}]".formatted(criterion), request("TREAT"), change))
                    .as("a grant of all but it")
                    .isEqualTo(!matches);
        }
    }

    @ParameterizedTest(name = "{0}: {1}")
    @DisplayName("by who asks")
    @CsvSource({
        "Practitioner/p, true",
        "Practitioner/q, false",
        "PractitionerRole/r, true",
        "PractitionerRole/s, false",
        "Organization/facility-22001, true",
        "Organization/province-22, true",
        "CareTeam/t, true",
        "Group/g, false"
    })
    void actor(String reference, boolean meant) {
        var grant = "'type': 'permit', " + ACTOR.formatted(reference);
        assertThat(permits(grant, request("TREAT"), "{}")).isEqualTo(meant);
        var refusal = "'type': 'permit', 'provision': [{'type': 'deny', %s}]".formatted(ACTOR.formatted(reference));
        assertThat(permits(refusal, request("TREAT"), "{}")).isEqualTo(!meant);
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("at any depth, each exception narrowing the one around it")
    @CsvSource({"1, true", "2, false", "3, true", "40, false", "99, true"})
    void nesting(int depth, boolean permits) {
        var nested = "'type': 'permit'" + ", 'provision': [{'class': [{'code': 'Observation'}]".repeat(depth - 1)
                + "}]".repeat(depth - 1);
        assertThat(permits(nested, request("TREAT"), "{}")).isEqualTo(permits);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @DisplayName("only as long as it holds, is active, and was verified where that is asked")
    @CsvSource(
            delimiter = ';',
            value = {
                "'status': 'active'; 'period': {'end': '2026-11-22'}; true",
                "'status': 'active'; 'period': {'end': '2026-11-21'}; false",
                "'status': 'active'; 'period': {'start': '2026-11-23'}; false",
                "'status': 'active', 'verification': [{'verified': true}]; 'class': []; true",
                "'status': 'active', 'verification': [{'verified': false}]; 'class': []; false",
                "'status': 'inactive'; 'class': []; false",
                "'status': 'proposed'; 'class': []; false",
                "'status': 'active'; 'provision': [{'type': 'deny', 'period': {'end': '2026-11-21'}}]; true",
                "'status': 'active'; 'provision': [{'type': 'deny', 'period': {'end': '2026-11-22'}}]; false"
            },
            quoteCharacter = '`')
    void validity(String head, String rest, boolean permits) {
        var provision = "'type': 'permit'" + (rest.contains("[]") ? "" : ", " + rest);
        assertThat(permits(head, provision, request("TREAT"), "{}")).isEqualTo(permits);
    }

    private static Request request(String purpose) {
        return Request.at(NOW)
                .practitioner("Practitioner/p")
                .facility(new CallingFacility("22001", FacilityLevel.PROVINCIAL, true, true))
                .careTeam("CareTeam/t", "PractitionerRole/r")
                .purpose(new Purpose(purpose))
                .build();
    }

    private static boolean permits(String provision, Request request, String change) {
        return permits("'status': 'active'", provision, request, change);
    }

    private static boolean permits(String head, String provision, Request request, String change) {
        var consent = ROWS.consent(
                json("{'resourceType': 'Consent', 'id': 'c', %s, 'provision': {%s}}".formatted(head, provision)));
        assertThat(consent).isInstanceOf(ConsentRecord.Understood.class);
        var row = (ObjectNode) json("""
                {'resourceType': 'Observation', 'id': 'o', 'status': 'final',
                 'code': {'coding': [{'system': 'http://loinc.org', 'code': '2345-7'}]},
                 'subject': {'reference': 'Patient/x'}, 'effectiveDateTime': '2026-03-01'}""");
        row.setAll((ObjectNode) json(change));
        boolean ofHospital = provision.contains("authoredby");
        var custodian = ofHospital ? HOSPITAL.code() : "22021";
        var asking = ofHospital ? elsewhere(request) : request;
        return ConsentEngine.decide(
                        asking, ROWS.row(row, custodian, NOW), new Policy(List.of(consent), DefaultPolicy.OPT_IN))
                .permits();
    }

    /** The custodian itself needs no Consent. */
    private static Request elsewhere(Request request) {
        return Request.at(request.now())
                .practitioner(request.practitioner())
                .purpose(request.purpose())
                .build();
    }

    private static JsonNode json(String text) {
        try {
            return ResourceJson.MAPPER.readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException notJson) {
            throw new AssertionError(text, notJson);
        }
    }
}
