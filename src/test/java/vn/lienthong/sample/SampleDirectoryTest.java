package vn.lienthong.sample;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import vn.lienthong.sample.WorldUnderTest.Sent;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SampleDirectoryTest {
    private final Map<String, Sent> directory =
            WorldUnderTest.directory().stream().collect(Collectors.toMap(Sent::reference, Function.identity()));

    @Test
    void a_part_has_at_most_500_entries_and_says_how_many() {
        for (DirectoryBundle part : SampleDirectory.bundles()) {
            assertThat(part.resources()).isLessThanOrEqualTo(500);
            assertThat(WorldUnderTest.tree(part.transactionBundle()).path("entry"))
                    .hasSize(part.resources());
        }
    }

    @Test
    void the_map_has_54_communes_of_today_and_171_communes_in_13_districts_of_before() {
        assertThat(units("-2025")).hasSize(54).allMatch(unit -> status(unit).equals("active"));
        assertThat(units("-2024"))
                .hasSize(171 + 13)
                .allMatch(unit -> status(unit).equals("inactive"));
        assertThat(units("-2024"))
                .filteredOn(unit -> unit.body().at("/partOf/reference").asText().equals("Location/unit-22"))
                .hasSize(13);
    }

    @Test
    void a_code_that_is_used_again_stands_for_two_dated_units() {
        JsonNode before = body("Location/unit-06994-2024");
        JsonNode since = body("Location/unit-06994-2025");
        assertThat(before.path("name").asText()).isEqualTo("Thị trấn Cái Rồng");
        assertThat(extension(before, Systems.VALIDITY).at("/valuePeriod/end").asText())
                .isEqualTo("2025-06-30");
        assertThat(since.path("name").asText()).isEqualTo("Đặc khu Vân Đồn");
        assertThat(extension(since, Systems.VALIDITY).at("/valuePeriod/start").asText())
                .isEqualTo("2025-07-01");
        assertThat(before.at("/identifier/0/value")).isEqualTo(since.at("/identifier/0/value"));
    }

    @Test
    void lineage_is_many_to_many() {
        List<String> edges = units("-2025").stream()
                .flatMap(unit -> WorldUnderTest.stream(unit.body().path("extension")))
                .filter(extension -> extension.path("url").asText().equals(Systems.PREDECESSOR))
                .map(extension -> extension.at("/valueReference/reference").asText())
                .toList();
        assertThat(edges).hasSize(184);
        assertThat(edges.stream().distinct()).hasSize(171);
        assertThat(edges).filteredOn("Location/unit-06886-2024"::equals).hasSize(3);
    }

    @Test
    void the_province_became_a_city_on_the_first_of_september_2026() {
        JsonNode province = body("Location/unit-22");
        assertThat(province.path("name").asText()).isEqualTo("Thành phố Quảng Ninh");
        assertThat(WorldUnderTest.stream(province.path("extension"))
                        .filter(extension -> extension.path("url").asText().equals(Systems.DATED_NAME))
                        .map(extension ->
                                extension.at("/extension/0/valueString").asText() + " "
                                        + extension.at("/extension/1/valuePeriod")))
                .containsExactly(
                        "Tỉnh Quảng Ninh {\"end\":\"2026-08-31\"}", "Thành phố Quảng Ninh {\"start\":\"2026-09-01\"}");
    }

    @Test
    void there_are_327_facilities_of_the_province_and_51_of_the_central_level() {
        List<Sent> facilities = directory.values().stream()
                .filter(sent -> sent.reference().startsWith("Organization/facility-"))
                .toList();
        assertThat(facilities).filteredOn(sent -> code(sent).startsWith("22")).hasSize(327);
        assertThat(facilities).filteredOn(sent -> level(sent).equals("central")).hasSize(51);
        // One hospital is in both lists.
        assertThat(facilities).hasSize(327 + 51 - 1);
        assertThat(facilities).allMatch(sent -> OrganizationWriter.levels().contains(level(sent)));
    }

    @Test
    void the_demo_facilities_have_the_level_that_the_demo_promises() {
        for (DemoFacility facility : DemoFacility.values()) {
            assertThat(level(sent(facility.organization()))).isEqualTo(facility.level);
        }
        assertThat(body("Organization/facility-22066").path("name").asText()).startsWith("Trạm y tế xã Quan Lạn");
    }

    @Test
    void only_what_the_province_owns_is_part_of_it() {
        assertThat(partOf("22021")).isEqualTo("Organization/province-22");
        assertThat(partOf("22001")).isEqualTo("Organization/province-22");
        assertThat(partOf("01901")).as("a central hospital").isEmpty();
        assertThat(partOf("22030")).as("a central hospital inside the province").isEmpty();
        assertThat(partOf("22105")).as("a coal mine's clinic").isEmpty();
        assertThat(partOf("22158")).as("a clinic of the police").isEmpty();
    }

    @Test
    void every_account_of_the_demo_staff_is_a_practitioner_with_a_role() {
        for (String account : List.of(
                "clinician-22066",
                "clinician-22021",
                "clinician-22001",
                "clinician-22002",
                "consultant-01901",
                "coordinator-22001",
                "coordinator-01901",
                "registrar-22021")) {
            JsonNode role = body("PractitionerRole/role-" + account);
            assertThat(role.at("/practitioner/reference").asText()).isEqualTo("Practitioner/" + account);
            assertThat(role.at("/organization/reference").asText())
                    .isEqualTo("Organization/facility-" + account.substring(account.indexOf('-') + 1));
            assertThat(role.at("/code/0/coding/0/code").asText()).isEqualTo(account.substring(0, account.indexOf('-')));
            assertThat(directory).containsKey("Practitioner/" + account);
        }
    }

    @Test
    void no_endpoint_invites_a_live_question() {
        assertThat(directory.values())
                .filteredOn(sent -> sent.type().equals("Endpoint"))
                .hasSize(6)
                .allMatch(sent -> status(sent).equals("off"));
    }

    private List<Sent> units(String suffix) {
        return directory.values().stream()
                .filter(sent -> sent.reference().startsWith("Location/unit-")
                        && sent.reference().endsWith(suffix))
                .toList();
    }

    private Sent sent(String reference) {
        return Objects.requireNonNull(directory.get(reference), reference);
    }

    private JsonNode body(String reference) {
        return sent(reference).body();
    }

    private String partOf(String code) {
        return body("Organization/facility-" + code).at("/partOf/reference").asText();
    }

    private static JsonNode extension(JsonNode resource, String url) {
        return WorldUnderTest.stream(resource.path("extension"))
                .filter(extension -> extension.path("url").asText().equals(url))
                .findFirst()
                .orElseThrow();
    }

    private static String status(Sent sent) {
        return sent.body().path("status").asText();
    }

    private static String code(Sent facility) {
        return facility.identifiers(Systems.MA_CSKCB).getFirst();
    }

    private static String level(Sent facility) {
        return facility.body().at("/type/0/coding/0/code").asText();
    }
}
