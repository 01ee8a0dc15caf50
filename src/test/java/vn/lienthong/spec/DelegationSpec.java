package vn.lienthong.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.spec.Samples.consent;
import static vn.lienthong.spec.Samples.fresh;
import static vn.lienthong.spec.Samples.newCccd;
import static vn.lienthong.spec.Samples.observation;
import static vn.lienthong.spec.Samples.patient;
import static vn.lienthong.spec.Samples.put;
import static vn.lienthong.spec.Samples.transaction;

import java.time.LocalDate;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import vn.lienthong.sample.DemoPeople;

/**
 * Who acts for somebody: parents for a child until it is of age, guardians, and proxies with limits and an end.
 *
 * @see <a href="https://hl7.org/fhir/R4/relatedperson.html">RelatedPerson</a>
 */
@ExtendWith(RunningNodes.class)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class DelegationSpec {

    private static final String HOSPITAL = "Organization/facility-22001";
    private static final String ROLE_CODE = "http://terminology.hl7.org/CodeSystem/v3-RoleCode";
    private static final String PAPER =
            "{\"url\":\"evidence\",\"valueAttachment\":{\"contentType\":\"text/plain\",\"data\":\"xJDhu5NuZyDDvQ==\"}}";

    private final Caller centre;
    private final Caller registrar;
    private final Caller delegate;
    private final Caller adult;
    private final Caller clinician;

    private final String home = fresh("child");
    private final String pulse = fresh("pulse");
    private final String hiv = fresh("hiv");
    private final String relative = fresh("relative");

    DelegationSpec(ExchangeNode node) {
        centre = node.facility("22021");
        registrar = node.account("registrar-22021");
        delegate = node.account("parent-1");
        adult = node.account("patient-2");
        clinician = node.account("clinician-22001");
    }

    @Test
    void a_parent_reads_the_childs_record_and_nobody_did_before_it_was_recorded() {
        childOfAge(3);
        delegate.gets("Observation/" + pulse).is(404);
        registrar.updates(delegation("MTH", "", PAPER)).is(201);
        delegate.gets("Observation/" + pulse).is(200);
        delegate.gets("Observation/" + hiv).is(200);
        assertThat(delegate.gets("Patient/" + home + "/$everything").is(200).keys())
                .contains("Patient/" + home, "Observation/" + pulse);
        adult.gets("Observation/" + pulse).is(404);
    }

    @Test
    void a_parent_decides_for_a_small_child_and_the_provenance_says_for_whom() {
        childOfAge(3);
        registrar.updates(delegation("MTH", "", PAPER)).is(201);
        String grant = consent(fresh("grant"), "Patient/" + home, "permit", HOSPITAL);
        delegate.updates(grant).is(201);
        clinician.gets("Observation/" + pulse).is(200);
        var provenance =
                delegate
                        .searches("Patient/" + home + "/$everything", "_type", "Provenance")
                        .is(200)
                        .resources()
                        .stream()
                        .filter(one -> one.at("/target/0/reference").asText().startsWith(Caller.key(grant)))
                        .findFirst()
                        .orElseThrow();
        assertThat(provenance.at("/agent/0/who/reference").asText()).isEqualTo("RelatedPerson/" + relative);
        assertThat(provenance.at("/agent/0/onBehalfOf/reference").asText()).isEqualTo("Patient/" + home);
        delegate.updates(grant.replace("\"active\"", "\"inactive\"")).is(200);
        clinician.gets("Observation/" + pulse).is(404);
    }

    @Test
    void from_seven_on_a_child_agrees_to_a_grant_and_not_to_a_refusal() {
        childOfAge(8);
        registrar.updates(delegation("FTH", "", PAPER)).is(201);
        delegate.updates(consent(fresh("no"), "Patient/" + home, "deny", "Organization/facility-22002"))
                .is(201);
        String grant = consent(fresh("grant"), "Patient/" + home, "permit", HOSPITAL);
        delegate.updates(grant).refuses(422, "business-rule", "Consent.verification", "age of 7");
        delegate.updates(Samples.witnessed(grant, "Patient/" + home)).is(201);
    }

    @Test
    void from_fifteen_on_a_parent_neither_sees_nor_opens_what_is_labelled() {
        childOfAge(16);
        registrar.updates(delegation("MTH", "", PAPER)).is(201);
        delegate.gets("Observation/" + pulse).is(200);
        delegate.gets("Observation/" + hiv).is(404);
        String grant = Samples.witnessed(
                        consent(fresh("grant"), "Patient/" + home, "permit", HOSPITAL), "Patient/" + home)
                .replace("\"type\":\"permit\"", "\"type\":\"permit\",\"securityLabel\":[{\"code\":\"HIV\"}]");
        delegate.updates(grant).refuses(403, "forbidden", "withheld from you");
    }

    @Test
    void nobody_is_the_parent_of_an_adult() {
        childOfAge(19);
        registrar
                .updates(delegation("MTH", "", PAPER))
                .refuses(422, "business-rule", "RelatedPerson.relationship", "until the age of 18");
    }

    @Test
    void a_parents_right_ends_when_the_birth_date_says_so_without_anything_being_written() {
        childOfAge(3);
        registrar.updates(delegation("MTH", "", PAPER)).is(201);
        delegate.gets("Observation/" + pulse).is(200);
        centre.updates(patient(home, cccd, "Vũ", "Bé", born(18).toString(), "female"))
                .is(200);
        delegate.gets("Observation/" + pulse).is(404);
    }

    @Test
    void a_proxy_has_limits_and_an_end_and_the_person_takes_it_back() {
        String own = fresh("adult");
        String lab = fresh("lab");
        centre.posts(transaction(
                        put(patient(own, DemoPeople.PATIENT_2_CCCD, "Phạm", "Hạnh", "2004-09-02", "female")),
                        put(observation(lab, "Patient/" + own, "8867-4", "2026-03-01", "72")),
                        put(Samples.condition(hiv, "Patient/" + own, "E11.9"))))
                .is(200);
        String limited = PAPER + ",{\"url\":\"type\",\"valueCode\":\"Observation\"}";
        registrar
                .updates(delegation("HPOWATT", "", limited, own))
                .refuses(422, "required", "RelatedPerson.period.end", "needs an end");
        String proxy =
                delegation("HPOWATT", "\"period\":{\"end\":\"" + LocalDate.now().plusDays(30) + "\"},", limited, own);
        registrar.updates(proxy).is(201);
        delegate.gets("Observation/" + lab).is(200);
        delegate.gets("Condition/" + hiv).is(404);
        delegate.updates(consent(fresh("no"), "Patient/" + own, "deny", HOSPITAL))
                .is(403);

        adult.updates(proxy.replace("Observation\"", "Condition\"")).refuses(403, "forbidden", "end a proxy");
        adult.updates(proxy.replace("\"active\":true", "\"active\":false")).is(200);
        delegate.gets("Observation/" + lab).is(404);
        delegate.gets("Patient/" + own).is(404);
        // The next specification finds the account without this registration.
        centre.updates(patient(own, newCccd())).is(200);
    }

    @Test
    void a_delegation_is_recorded_by_a_registrar_with_evidence_and_by_nobody_else() {
        childOfAge(3);
        registrar
                .updates(delegation("MTH", "", "{\"url\":\"withheld\",\"valueCode\":\"HIV\"}"))
                .refuses(422, "required", "evidence");
        registrar.updates(delegation("SIS", "", PAPER)).refuses(422, "value", "RelatedPerson.relationship", "parent");
        registrar
                .updates(delegation("MTH", "", PAPER + ",{\"url\":\"wish\",\"valueCode\":\"x\"}"))
                .refuses(422, "value", "RelatedPerson.extension", "not known here");
        registrar
                .updates(delegation("MTH", "", PAPER).replace(DemoPeople.PARENT_1_CCCD, "123"))
                .refuses(422, "required", "RelatedPerson.identifier", "national number");
        centre.updates(delegation("MTH", "", PAPER)).refuses(403, "forbidden", "registrar");
        delegate.updates(delegation("MTH", "", PAPER)).is(422);
        delegate.gets("Observation/" + pulse).is(404);
    }

    @Test
    void a_contact_is_no_delegate_and_a_facilitys_system_keeps_contacts() {
        childOfAge(3);
        String contact = delegation("MTH", "", PAPER).replaceFirst("(?s)\"extension\":\\[.*?]}],", "");
        centre.updates(contact).is(201);
        delegate.gets("Observation/" + pulse).is(404);
        registrar.updates(delegation("MTH", "", PAPER)).is(200);
        delegate.gets("Observation/" + pulse).is(200);
        centre.updates(contact).refuses(403, "forbidden", "registrar");
    }

    @Test
    void a_delegation_is_ended_and_never_deleted() {
        childOfAge(3);
        registrar.updates(delegation("MTH", "", PAPER)).is(201);
        registrar.deletes("RelatedPerson/" + relative).refuses(422, "business-rule", "never deleted");
        registrar
                .updates(delegation("MTH", "\"period\":{\"end\":\"2026-01-01\"},", PAPER))
                .is(200);
        delegate.gets("Observation/" + pulse).is(404);
        assertThat(registrar
                        .gets("RelatedPerson/" + relative + "/_history")
                        .is(200)
                        .resources())
                .hasSize(2);
    }

    private final String cccd = newCccd();

    private void childOfAge(int years) {
        centre.posts(transaction(
                        put(patient(home, cccd, "Vũ", "Bé", born(years).toString(), "female")),
                        put(observation(pulse, "Patient/" + home, "8867-4", "2026-03-01", "72")),
                        put(observation(hiv, "Patient/" + home, "7917-8", "2026-03-01", "1")
                                .replace("\"status\"", "\"meta\":{\"security\":[{\"code\":\"HIV\"}]},\"status\""))))
                .is(200);
    }

    private static LocalDate born(int years) {
        return LocalDate.now().minusYears(years).minusDays(10);
    }

    private String delegation(String role, String period, String parts) {
        return delegation(role, period, parts, home);
    }

    private String delegation(String role, String period, String parts, String patient) {
        return """
                {"resourceType":"RelatedPerson","id":"%s","active":true,%s
                 "extension":[{"url":"https://lienthong.vn/fhir/StructureDefinition/delegation","extension":[%s]}],
                 "identifier":[{"system":"%s","value":"%s"}],"patient":{"reference":"Patient/%s"},
                 "relationship":[{"coding":[{"system":"%s","code":"%s"}]}]}""".formatted(relative, period, parts, Samples.CCCD, DemoPeople.PARENT_1_CCCD, patient, ROLE_CODE, role);
    }
}
