package vn.lienthong.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.spec.ReferralWorld.because;
import static vn.lienthong.spec.ReferralWorld.task;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Who could take a case: of the specialty, the nearest level first, nobody whom the patient refuses or who gave it back.
 *
 * @see <a href="https://hl7.org/fhir/R4/healthcareservice.html">HealthcareService</a>
 */
@ExtendWith(RunningNodes.class)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ReferralRoutingSpec {

    private static final String CARDIOLOGY = "394579002";
    private static final String SURGERY = "394609007";
    private static final String GENERAL = "394802001";

    private final ReferralWorld world;
    private final Caller patient3;

    ReferralRoutingSpec(ExchangeNode node) {
        world = new ReferralWorld(node);
        patient3 = node.account("patient-3");
    }

    private ReferralWorld.Case asking(ReferralWorld.Case one, String specialty) {
        var json = world.commune.gets("ServiceRequest/" + one.request()).json().toString();
        var performer = "\"performerType\":{\"coding\":[{\"system\":\"http://snomed.info/sct\",\"code\":\"" + specialty
                + "\"}]},";
        world.commune.updates(json.replaceFirst("\\{", "{" + performer)).is(200);
        return one;
    }

    private List<JsonNode> performers(Caller caller, ReferralWorld.Case one) {
        var all = new ArrayList<JsonNode>();
        caller.gets("ServiceRequest/" + one.request() + "/$find-performers")
                .is(200)
                .json()
                .path("parameter")
                .forEach(all::add);
        return all;
    }

    private static String part(JsonNode performer, String name) {
        for (JsonNode part : performer.path("part")) {
            if (part.path("name").asText().equals(name)) {
                return part.toString();
            }
        }
        return "";
    }

    private List<String> organizations(Caller caller, ReferralWorld.Case one) {
        return performers(caller, one).stream()
                .map(performer -> part(performer, "organization").replaceAll(".*facility-(\\d+).*", "$1"))
                .toList();
    }

    private static String ofNobody(ReferralWorld.Case one) {
        return task(one, "", "submitted").replaceAll(",\\s*\"owner\":\\{[^}]*\\}", "");
    }

    @Test
    void the_nearest_level_that_has_the_specialty_comes_first() {
        assertThat(organizations(world.commune, asking(world.newCase("routine"), SURGERY)))
                .containsExactly("01901");
        var heart = organizations(world.commune, asking(world.newCase("routine"), CARDIOLOGY));
        assertThat(heart)
                .containsExactlyInAnyOrder("22001", "22002", "01901")
                .last()
                .isEqualTo("01901");
        var general = organizations(world.commune, asking(world.newCase("routine"), GENERAL));
        assertThat(general).contains("22145", "22021").doesNotContain("22066", "01901");
        assertThat(general.indexOf("22021")).isLessThan(general.indexOf("22001"));
        assertThat(organizations(world.commune, asking(world.newCase("routine"), "1")))
                .isEmpty();
    }

    @Test
    void each_is_shown_with_its_services_and_with_what_it_has_to_do() {
        var one = asking(world.newCase("routine"), SURGERY);
        int before = open(one);
        world.commune
                .creates(task(world.newCase("routine"), "01901", "submitted"))
                .is(201);
        assertThat(open(one)).isGreaterThan(before);
        var central = performers(world.commune, one).getFirst();
        assertThat(part(central, "service")).contains("HealthcareService/service-01901-");
        assertThat(part(central, "level")).contains("central");
        assertThat(part(central, "late")).contains("valueUnsignedInt");
    }

    @Test
    void each_is_shown_with_the_time_in_which_it_answers() {
        world.walk(world.submitted(world.newCase("routine")), "received", "triage", "accepted");
        var answering = performers(world.commune, asking(world.newCase("routine"), CARDIOLOGY)).stream()
                .filter(performer -> part(performer, "organization").contains("facility-22001"))
                .map(performer -> part(performer, "answered"))
                .toList();
        assertThat(answering).singleElement().asString().contains("\"code\":\"min\"");
    }

    private int open(ReferralWorld.Case one) {
        return Integer.parseInt(
                part(performers(world.commune, one).getFirst(), "open").replaceAll(".*:(\\d+).*", "$1"));
    }

    @Test
    void a_case_that_names_nobody_goes_to_the_best_and_the_next_is_offered_when_it_comes_back() {
        var one = asking(world.newCase("routine"), CARDIOLOGY);
        var first = organizations(world.commune, one).getFirst();
        var sent = world.commune.creates(ofNobody(one)).is(201);
        assertThat(sent.at("/owner/reference")).isEqualTo("Organization/facility-" + first);
        assertThat(organizations(world.commune, one)).doesNotContain(first);

        String late = world.commune
                .creates(task(asking(world.newCase("routine"), CARDIOLOGY), "22001", "submitted"))
                .is(201)
                .id();
        world.walk(late, "received", "triage", "declined");
        var request = world.commune.gets("Task/" + late).at("/focus/reference").replace("ServiceRequest/", "");
        assertThat(organizations(world.commune, new ReferralWorld.Case("", "", "", request)))
                .contains("22002", "01901")
                .doesNotContain("22001");
        world.moves(world.commune, sent.id(), "withdrawn", because("solved-locally"))
                .is(200);
    }

    @Test
    void whoever_the_patient_refuses_is_not_offered_and_gets_nothing_by_itself() {
        var refusing = world.refusing(patient3);
        var one = asking(refusing.one(), CARDIOLOGY);
        assertThat(organizations(world.commune, one)).contains("22002").doesNotContain("22001");
        world.noLongerRefusing(patient3, refusing);
    }

    @Test
    void nobody_is_found_for_what_nobody_does_and_strangers_find_nothing() {
        var one = asking(world.newCase("routine"), "1");
        world.commune.creates(ofNobody(one)).refuses(422, "not-found", "Task.owner", "$find-performers");
        world.stranger
                .gets("ServiceRequest/" + one.request() + "/$find-performers")
                .is(404);
    }

    @Test
    void remote_care_is_offered_only_where_there_is_a_contract() {
        var one = asking(world.newCase("routine"), CARDIOLOGY);
        var json = world.commune.gets("ServiceRequest/" + one.request()).json().toString();
        world.commune
                .updates(json.replace("\"code\":\"referral\"", "\"code\":\"teleconsultation\""))
                .is(200);
        assertThat(organizations(world.commune, one)).containsExactly("22001", "01901");
    }
}
