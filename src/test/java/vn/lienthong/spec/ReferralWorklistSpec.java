package vn.lienthong.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.spec.ReferralWorld.state;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The worklists of the facilities that take part in a referral. */
@ExtendWith(RunningNodes.class)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ReferralWorklistSpec {

    private static final String PROVINCIAL = "Organization/facility-22001";
    private static final String COMMUNE = "Organization/facility-22066";

    private final ReferralWorld world;

    ReferralWorklistSpec(ExchangeNode node) {
        world = new ReferralWorld(node);
    }

    @Test
    void the_desk_finds_what_waits_for_it_without_naming_a_patient() {
        String task = world.submitted(world.newCase("routine"));
        assertThat(list(world.desk, "owner", PROVINCIAL, "business-status", "submitted"))
                .contains(task);
        assertThat(list(world.provincial, "owner", PROVINCIAL)).contains(task);
        assertThat(list(world.commune, "requester", COMMUNE, "business-status", ReferralWorld.STATES + "|submitted"))
                .contains(task);
        world.walk(task, "received");
        assertThat(list(world.desk, "owner", PROVINCIAL, "business-status", "submitted"))
                .doesNotContain(task);
        assertThat(list(world.desk, "owner", PROVINCIAL, "business-status", "received,triage"))
                .contains(task);
        world.walk(task, "withdrawn");
        assertThat(list(world.desk, "owner", PROVINCIAL)).doesNotContain(task);
    }

    @Test
    void what_cannot_wait_comes_first_and_pages_follow_each_other() {
        for (String priority : List.of("routine", "stat", "urgent", "routine", "stat")) {
            world.submitted(world.newCase(priority));
        }
        var priorities = new ArrayList<String>();
        var ids = new ArrayList<String>();
        var first = world.desk.searches("Task", "owner", PROVINCIAL, "business-status", "submitted", "_count", "2");
        for (Answer page : world.desk.pages(first)) {
            assertThat(page.matches()).hasSizeLessThanOrEqualTo(2);
            for (JsonNode task : page.matches()) {
                assertThat(state(task)).isEqualTo("submitted");
                priorities.add(task.path("priority").asText());
                ids.add(task.path("id").asText());
            }
        }
        assertThat(ids).hasSizeGreaterThanOrEqualTo(5).doesNotHaveDuplicates();
        assertThat(priorities.stream().map(List.of("stat", "asap", "urgent", "routine")::indexOf))
                .isSorted();
        String next = first.link("next").orElseThrow();
        world.centralDesk.follows(next).refuses(400, "value", "not yours");
    }

    @Test
    void a_draft_is_on_its_authors_list_alone() {
        String draft = world.commune
                .creates(ReferralWorld.task(world.newCase("routine"), "22001", "draft"))
                .is(201)
                .id();
        assertThat(list(world.commune, "requester", COMMUNE, "business-status", "draft"))
                .contains(draft);
        assertThat(list(world.desk, "owner", PROVINCIAL)).doesNotContain(draft);
    }

    @Test
    void nobody_reads_the_list_of_another_facility_and_no_other_search_goes_without_a_patient() {
        world.submitted(world.newCase("routine"));
        for (Caller other : List.of(world.stranger, world.centralDesk, world.commune)) {
            other.searches("Task", "owner", PROVINCIAL).refuses(400, "required", "must name the patient");
        }
        world.desk.searches("Task", "owner", PROVINCIAL, "status", "requested").is(400);
        world.desk
                .searches("Task", "owner", PROVINCIAL, "business-status", "closed")
                .is(400);
        world.desk.searches("Task", "business-status", "submitted").is(400);
    }

    private static List<String> list(Caller caller, String... parameters) {
        return caller.pages(caller.searches("Task", parameters)).stream()
                .flatMap(page -> page.matches().stream())
                .map(task -> task.path("id").asText())
                .toList();
    }
}
