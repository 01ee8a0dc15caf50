package vn.lienthong.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.spec.Samples.consent;
import static vn.lienthong.spec.Samples.fresh;
import static vn.lienthong.spec.Samples.newCccd;
import static vn.lienthong.spec.Samples.observation;
import static vn.lienthong.spec.Samples.patient;
import static vn.lienthong.spec.Samples.put;
import static vn.lienthong.spec.Samples.transaction;
import static vn.lienthong.spec.Samples.witnessed;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A Provenance is hidden with its targets and a Binary with its security context, although nobody refused them by name.
 *
 * @see <a href="https://hl7.org/fhir/R4/provenance.html">Provenance</a>
 * @see <a href="https://hl7.org/fhir/R4/binary-definitions.html#Binary.securityContext">Binary.securityContext</a>
 */
@ExtendWith(RunningNodes.class)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class FollowersSpec {

    private static final String HOSPITAL = "Organization/facility-22001";

    private final Caller centre;
    private final Caller clinician;
    private final Caller registrar;

    private final String person = fresh("person");
    private final String subject = "Patient/" + person;
    private final String refused = fresh("refused");
    private final String open = fresh("open");
    private final String ofRefused = "Provenance/" + fresh("of-refused");
    private final String ofBoth = "Provenance/" + fresh("of-both");
    private final String ofProvenance = "Provenance/" + fresh("of-provenance");
    private final String ofOpen = "Provenance/" + fresh("of-open");
    private final String binaryOfRefused = "Binary/" + fresh("of-refused");
    private final String binaryOfOpen = "Binary/" + fresh("of-open");
    private final List<String> hidden = List.of(ofRefused, ofBoth, ofProvenance, binaryOfRefused);
    private final List<String> shown = List.of(ofOpen, binaryOfOpen);

    FollowersSpec(ExchangeNode node) {
        centre = node.facility("22021");
        clinician = node.account("clinician-22001");
        registrar = node.account("registrar-22021");
    }

    @BeforeEach
    void one_of_two_observations_is_refused_to_the_hospital() {
        centre.posts(transaction(
                        put(patient(person, newCccd())),
                        put(observation(refused, subject, "2345-7", "2026-03-01", "9.1")),
                        put(observation(open, subject, "2345-7", "2026-03-02", "8.1")),
                        put(provenance(ofRefused, "Observation/" + refused)),
                        put(provenance(ofBoth, "Observation/" + open, "Observation/" + refused + "/_history/1")),
                        put(provenance(ofOpen, "Observation/" + open)),
                        put(binary(binaryOfRefused, "Observation/" + refused)),
                        put(binary(binaryOfOpen, "Observation/" + open))))
                .is(200);
        centre.updates(provenance(ofProvenance, ofRefused)).is(201);
        String grant = witnessed(consent(fresh("grant"), subject, "permit", HOSPITAL), subject);
        registrar
                .updates(grant.replace(
                        "\"provision\":{",
                        "\"provision\":{\"provision\":[{\"type\":\"deny\",\"data\":[{\"meaning\":\"instance\","
                                + "\"reference\":{\"reference\":\"Observation/" + refused + "\"}}]}],"))
                .is(201);
    }

    @Test
    void it_is_hidden_from_read_vread_and_history_while_others_are_shown() {
        for (String key : hidden) {
            clinician.gets(key).is(404);
            clinician.gets(key + "/_history/1").is(404);
            clinician.gets(key + "/_history").is(404);
            centre.gets(key).is(200);
        }
        for (String key : shown) {
            clinician.gets(key).is(200);
            clinician.gets(key + "/_history").is(200);
        }
    }

    @Test
    void it_is_hidden_from_searches_and_from_the_history_of_the_person() {
        for (String key : List.of(ofRefused, ofOpen, binaryOfRefused, binaryOfOpen)) {
            assertThat(clinician
                            .searches(key.replaceFirst("/.*", ""), "_id", key.replaceFirst(".*/", ""))
                            .is(200)
                            .at("/total"))
                    .as(key)
                    .isEqualTo(shown.contains(key) ? "1" : "0");
        }
        for (String query : List.of("", "?_count=1000", "?_type=Provenance,Binary,Observation", "?_type=Provenance")) {
            var keys = clinician.gets(subject + "/$everything" + query).is(200).keys();
            assertThat(keys).as(query).contains(ofOpen).doesNotContainAnyElementsOf(hidden);
        }
    }

    @Test
    void what_was_deleted_stays_hidden_with_what_it_followed() {
        for (String key : List.of(ofRefused, binaryOfRefused, ofOpen)) {
            centre.deletes(key).is(204);
        }
        clinician.gets(ofRefused).is(404);
        clinician.gets(binaryOfRefused).is(404);
        clinician.gets(ofOpen).is(410);
    }

    @Test
    void what_is_followed_stays_hidden_after_it_was_deleted() {
        centre.deletes("Observation/" + refused).is(204);
        hidden.forEach(key -> clinician.gets(key).is(404));
        assertThat(clinician.gets(subject + "/$everything").is(200).keys()).doesNotContainAnyElementsOf(hidden);
    }

    private static String provenance(String key, String... targets) {
        return """
                {"resourceType":"Provenance","id":"%s","target":[{"reference":"%s"}],"recorded":"2026-03-01T08:00:00Z",
                 "agent":[{"who":{"reference":"Practitioner/clinician-22021"}}]}""".formatted(key.replaceFirst(".*/", ""), String.join("\"},{\"reference\":\"", targets));
    }

    private static String binary(String key, String context) {
        return """
                {"resourceType":"Binary","id":"%s","contentType":"text/plain","data":"eA==",
                 "securityContext":{"reference":"%s"}}""".formatted(key.replaceFirst(".*/", ""), context);
    }
}
