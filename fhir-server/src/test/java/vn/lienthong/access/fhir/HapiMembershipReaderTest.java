package vn.lienthong.access.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.lienthong.access.Membership;
import vn.lienthong.consent.Period;

@DisplayName("Members")
class HapiMembershipReaderTest {

    private static final HapiMembershipReader READER = new HapiMembershipReader(FhirContext.forR4());

    @Test
    @DisplayName("of a CareTeam are practitioners, roles and facilities, each for its time")
    void careTeam() {
        assertThat(read("""
                {'resourceType': 'CareTeam', 'status': 'active', 'period': {'start': '2026-01-01'}, 'participant': [
                  {'member': {'reference': 'Practitioner/a'}},
                  {'member': {'reference': 'Practitioner/b'}, 'period': {'end': '2026-06-30'},
                   'onBehalfOf': {'reference': 'Organization/o'}},
                  {'member': {'reference': 'PractitionerRole/r'}},
                  {'member': {'reference': 'Organization/o'}},
                  {'member': {'reference': 'Patient/p'}},
                  {'member': {'display': 'the nurse'}}]}"""))
                .containsExactly(
                        member("Practitioner/a", null, null, Period.from(YEAR)),
                        member("Practitioner/b", "o", null, new Period(YEAR, Instant.parse("2026-06-30T17:00:00Z"))),
                        member(null, null, "PractitionerRole/r", Period.from(YEAR)),
                        member(null, "o", null, Period.from(YEAR)));
    }

    private static final Instant YEAR = Instant.parse("2025-12-31T17:00:00Z");

    @Test
    @DisplayName("of a Group are those who are not inactive")
    void group() {
        assertThat(read("""
                {'resourceType': 'Group', 'type': 'practitioner', 'actual': true, 'member': [
                  {'entity': {'reference': 'Practitioner/a'}},
                  {'entity': {'reference': 'Practitioner/b'}, 'inactive': true}]}""")).containsExactly(member("Practitioner/a", null, null, Period.ALWAYS));
    }

    @Test
    @DisplayName("of a PractitionerRole is the practitioner at that facility")
    void role() {
        assertThat(read("""
                {'resourceType': 'PractitionerRole', 'practitioner': {'reference': 'Practitioner/a'},
                 'organization': {'reference': 'Organization/o'}}""")).containsExactly(member("Practitioner/a", "o", null, Period.ALWAYS));
    }

    @ParameterizedTest
    @DisplayName("do not exist where the team is over, says nobody, or cannot be read")
    @ValueSource(
            strings = {
                "{'resourceType': 'CareTeam', 'status': 'inactive', 'participant': [{'member': {'reference': 'Practitioner/a'}}]}",
                "{'resourceType': 'CareTeam', 'period': {'start': '2026-01-01'}, 'participant': [{'period': {'end': '2025-01-01'}, 'member': {'reference': 'Practitioner/a'}}]}",
                "{'resourceType': 'CareTeam', 'period': {'start': '2026-02-01', 'end': '2026-01-01'}, 'participant': [{'member': {'reference': 'Practitioner/a'}}]}",
                "{'resourceType': 'Group', 'active': false, 'member': [{'entity': {'reference': 'Practitioner/a'}}]}",
                "{'resourceType': 'PractitionerRole', 'active': false, 'practitioner': {'reference': 'Practitioner/a'}}",
                "{'resourceType': 'PractitionerRole', 'organization': {'reference': 'Organization/o'}}",
                "{'resourceType': 'PractitionerRole', 'practitioner': {'reference': 'Practitioner/a'}, 'organization': {'display': 'x'}}",
                "{'resourceType': 'Patient'}",
                "{"
            })
    void nobody(String json) {
        assertThat(read(json)).isEmpty();
    }

    private static Membership member(
            @Nullable String practitioner, @Nullable String organization, @Nullable String role, Period valid) {
        return new Membership(
                Optional.ofNullable(practitioner), Optional.ofNullable(organization), Optional.ofNullable(role), valid);
    }

    private static List<Membership> read(String json) {
        return READER.read("CareTeam", json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }
}
