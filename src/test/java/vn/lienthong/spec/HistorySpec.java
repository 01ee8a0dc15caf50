package vn.lienthong.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.spec.Samples.fresh;
import static vn.lienthong.spec.Samples.newCccd;
import static vn.lienthong.spec.Samples.observation;
import static vn.lienthong.spec.Samples.patient;
import static vn.lienthong.spec.Samples.witnessed;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The versions of one resource.
 *
 * @see <a href="https://hl7.org/fhir/R4/http.html#history">FHIR history</a>
 */
@ExtendWith(RunningNodes.class)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class HistorySpec {

    private static final int VERSIONS = 5;

    private final Caller facility;
    private final Caller other;
    private final Caller registrar;
    private final String patientId = fresh("patient");
    private final String measured = fresh("measured");
    private final String history = "Observation/" + measured + "/_history";

    HistorySpec(ExchangeNode node) {
        facility = node.facility("22021");
        other = node.facility("22002");
        registrar = node.account("registrar-22021");
    }

    @BeforeEach
    void something_was_changed_a_few_times() {
        facility.updates(patient(patientId, newCccd())).is(201);
        for (int version = 1; version <= VERSIONS; version++) {
            facility.updates(measurement(version)).is(version == 1 ? 201 : 200);
        }
    }

    @Test
    void it_comes_in_pages_newest_first_and_each_version_once() {
        List<Answer> pages = facility.pages(facility.searches(history, "_count", "2"));
        assertThat(pages).hasSize(3).allSatisfy(page -> {
            assertThat(page.at("/type")).isEqualTo("history");
            assertThat(page.at("/total")).isEqualTo("5");
        });
        assertThat(pages.stream().flatMap(page -> page.resources().stream()))
                .extracting(resource -> resource.at("/meta/versionId").asText())
                .containsExactly("5", "4", "3", "2", "1");
        assertThat(pages.stream().flatMap(page -> page.resources().stream()))
                .extracting(resource -> resource.at("/valueQuantity/value").asText())
                .containsExactly("5", "4", "3", "2", "1");
    }

    @Test
    void a_page_is_decided_anew_and_its_link_is_of_use_to_nobody_who_may_not_read() {
        String consent = fresh("consent");
        String grant = witnessed(
                Samples.consent(consent, "Patient/" + patientId, "permit", "Organization/facility-22002"),
                "Patient/" + patientId);
        registrar.updates(grant).is(201);
        String next =
                other.searches(history, "_count", "2").is(200).link("next").orElseThrow();
        other.follows(next).is(200);
        registrar.updates(grant.replace("\"active\"", "\"inactive\"")).is(200);
        other.follows(next).refuses(404, "not-found", "is not known here");
    }

    @Test
    void it_begins_at_a_time_and_shows_what_was_current_at_a_time() {
        List<String> times = facility.gets(history).is(200).resources().stream()
                .map(resource -> resource.at("/meta/lastUpdated").asText())
                .toList();
        String third = times.get(2);
        assertThat(versions("_since", third)).containsExactly("5", "4", "3");
        assertThat(versions("_at", third)).containsExactly("3");
        assertThat(versions("_at", "1999")).isEmpty();
        assertThat(versions("_at", times.getFirst().substring(0, 4))).hasSize(VERSIONS);
        assertThat(versions("_since", "2999-01-01")).isEmpty();
        assertThat(facility.pages(facility.searches(history, "_since", third, "_count", "1")))
                .hasSize(3);
    }

    @ParameterizedTest
    @CsvSource({
        "_since, yesterday, no date or instant",
        "_at, 2026-13, no date or instant",
        "_count, 0, no positive number",
        "_sort, x, is not known",
        "_page, x, page link"
    })
    void a_parameter_that_is_not_understood_is_told(String name, String value, String words) {
        facility.searches(history, name, value).refuses(400, "value", words);
    }

    @Test
    void each_version_says_how_it_was_made() {
        Answer created = facility.creates(measurement(1)).is(201);
        String address = "Observation/" + created.id();
        facility.updates(measurement(2).replace(measured, created.id())).is(200);
        facility.deletes(address).is(204);
        facility.updates(measurement(3).replace(measured, created.id())).is(201);

        Answer posted = facility.gets(address + "/_history").is(200);
        assertThat(posted.json().findValuesAsText("method")).containsExactly("PUT", "DELETE", "PUT", "POST");
        assertThat(posted.json().findValuesAsText("status"))
                .filteredOn(status -> status.contains(" "))
                .containsExactly("201 Created", "204 No Content", "200 OK", "201 Created");
        assertThat(posted.at("/entry/3/request/url")).isEqualTo("Observation");

        Answer put = facility.gets(history).is(200);
        assertThat(put.json().findValuesAsText("method")).containsOnly("PUT");
        assertThat(put.at("/entry/4/request/url")).isEqualTo("Observation/" + measured);
        assertThat(put.at("/entry/4/response/status")).isEqualTo("201 Created");
    }

    private String measurement(int value) {
        return observation(measured, "Patient/" + patientId, "2345-7", "2026-01-01", Integer.toString(value));
    }

    private List<String> versions(String name, String value) {
        return facility.searches(history, name, value).is(200).resources().stream()
                .map(resource -> resource.at("/meta/versionId").asText())
                .toList();
    }
}
