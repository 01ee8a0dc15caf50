package vn.lienthong.spec;

import static vn.lienthong.spec.Samples.consent;
import static vn.lienthong.spec.Samples.fresh;
import static vn.lienthong.spec.Samples.newCccd;
import static vn.lienthong.spec.Samples.observation;
import static vn.lienthong.spec.Samples.patient;
import static vn.lienthong.spec.Samples.put;
import static vn.lienthong.spec.Samples.transaction;
import static vn.lienthong.spec.Samples.witnessed;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Whom a Consent can name, beside facilities: teams and practitioners in their parts.
 *
 * @see <a href="https://hl7.org/fhir/R4/consent-definitions.html#Consent.provision.actor">Consent.provision.actor</a>
 */
@ExtendWith(RunningNodes.class)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ConsentActorsSpec {

    private final Caller centre;
    private final Caller registrar;
    private final Caller member;
    private final Caller colleague;
    private final String id = fresh("patient");
    private final String sugar = fresh("sugar");
    private final String team = fresh("team");

    ConsentActorsSpec(ExchangeNode node) {
        centre = node.facility("22021");
        registrar = node.account("registrar-22021");
        member = node.account("clinician-22001");
        colleague = node.account("clinician-22002");
    }

    @BeforeEach
    void a_patient_has_data() {
        centre.posts(transaction(
                        put(patient(id, newCccd())),
                        put(observation(sugar, "Patient/" + id, "2345-7", "2026-03-01", "9.1"))))
                .is(200);
    }

    @Test
    void a_care_team_opens_the_record_to_its_members_as_long_as_they_are_members() {
        centre.updates(careTeam("Practitioner/clinician-22001")).is(201);
        decide("CareTeam/" + team);
        member.gets("Observation/" + sugar).is(200);
        colleague.gets("Observation/" + sugar).is(404);

        centre.updates(careTeam("Practitioner/clinician-22002")).is(200);
        member.gets("Observation/" + sugar).is(404);
        colleague.gets("Observation/" + sugar).is(200);

        centre.deletes("CareTeam/" + team).is(204);
        colleague.gets("Observation/" + sugar).is(404);
    }

    @Test
    void a_facility_in_a_care_team_stands_for_its_staff() {
        centre.updates(careTeam("Organization/facility-22002")).is(201);
        decide("CareTeam/" + team);
        colleague.gets("Observation/" + sugar).is(200);
        member.gets("Observation/" + sugar).is(404);
    }

    @Test
    void a_practitioner_role_is_the_practitioner_at_that_facility() {
        String here = fresh("here");
        String elsewhere = fresh("elsewhere");
        centre.updates(role(here, "clinician-22001", "facility-22001")).is(201);
        centre.updates(role(elsewhere, "clinician-22002", "facility-01901")).is(201);
        decide("PractitionerRole/" + here);
        decide("PractitionerRole/" + elsewhere);
        member.gets("Observation/" + sugar).is(200);
        colleague.gets("Observation/" + sugar).is(404);
    }

    @Test
    void the_care_team_of_another_patient_opens_nothing() {
        String other = fresh("other");
        centre.updates(patient(other, newCccd())).is(201);
        centre.updates(careTeam("Practitioner/clinician-22001").replace("Patient/" + id, "Patient/" + other))
                .is(201);
        decide("CareTeam/" + team);
        member.gets("Observation/" + sugar).is(404);
    }

    private void decide(String actor) {
        registrar
                .updates(witnessed(consent(fresh("decision"), "Patient/" + id, "permit", actor), "Patient/" + id))
                .is(201);
    }

    private String careTeam(String memberKey) {
        return """
                {"resourceType":"CareTeam","id":"%s","status":"active","subject":{"reference":"Patient/%s"},
                 "participant":[{"member":{"reference":"%s"}}]}""".formatted(team, id, memberKey);
    }

    private static String role(String id, String practitioner, String organization) {
        return """
                {"resourceType":"PractitionerRole","id":"%s","practitioner":{"reference":"Practitioner/%s"},
                 "organization":{"reference":"Organization/%s"}}""".formatted(id, practitioner, organization);
    }
}
