package vn.lienthong.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.spec.ReferralWorld.because;
import static vn.lienthong.spec.ReferralWorld.task;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * How long cases wait, as counts that name nobody.
 *
 * @see <a href="https://hl7.org/fhir/R4/operation-measure-evaluate-measure.html">$evaluate-measure</a>
 */
@ExtendWith(RunningNodes.class)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ReferralMeasuresSpec {

    private static final String PERIOD = "periodStart=2026-01-01&periodEnd=2099-12-31";
    private static final String MEASURE = "Measure/$evaluate-measure?";

    private final ReferralWorld world;
    private final LateReferrals late;
    private final Caller operator;
    private final Caller auditor;
    private final Caller neighbour;

    ReferralMeasuresSpec(ExchangeNode node) {
        world = new ReferralWorld(node);
        late = new LateReferrals(world, node);
        operator = node.account("operator");
        auditor = node.account("auditor");
        neighbour = node.account("clinician-22021");
    }

    private JsonNode report(Caller caller, String more) {
        return caller.gets(MEASURE + PERIOD + more).is(200).json();
    }

    private static JsonNode group(JsonNode report, String figure) {
        for (JsonNode group : report.path("group")) {
            if (group.at("/code/coding/0/code").asText().equals(figure)) {
                return group;
            }
        }
        return MissingNode.getInstance();
    }

    private static int cases(JsonNode report, String figure) {
        return group(report, figure).at("/population/0/count").asInt();
    }

    private static double score(JsonNode report, String figure) {
        return group(report, figure).at("/measureScore/value").asDouble();
    }

    /** Nobody else sends cases to the centre of the district. */
    private String sentToNeighbour() {
        return world.commune
                .creates(task(world.newCase("urgent"), "22021", "submitted"))
                .is(201)
                .id();
    }

    private void moves(Caller caller, String task, String... states) {
        List.of(states).forEach(state -> world.moves(caller, task, state).is(200));
    }

    @Test
    void a_facility_learns_how_long_it_took_and_how_often_it_was_in_time() {
        String answered = sentToNeighbour();
        moves(neighbour, answered, "received", "triage", "accepted");
        String declined = sentToNeighbour();
        moves(neighbour, declined, "received", "triage");
        world.moves(neighbour, declined, "declined", because("no-capacity")).is(200);
        String waiting = sentToNeighbour();
        late.minutesAgo(answered, 60, 30);
        late.minutesAgo(declined, 120, 100);

        var report = report(neighbour, "");
        assertThat(report.at("/reporter/reference").asText()).isEqualTo("Organization/facility-22021");
        assertThat(report.path("type").asText()).isEqualTo("summary");
        assertThat(cases(report, "acknowledge-median")).isEqualTo(2);
        assertThat(score(report, "acknowledge-median")).isEqualTo(25);
        assertThat(score(report, "answered-in-time")).isEqualTo(1);
        assertThat(cases(report, "waiting-too-long")).isEqualTo(3);
        assertThat(score(report, "waiting-too-long")).isZero();

        late.overdue(waiting);
        var now = report(neighbour, "");
        assertThat(score(now, "waiting-too-long")).isEqualTo(1);
        assertThat(score(now, "facilities-not-answering")).isEqualTo(1);
        moves(neighbour, waiting, "received", "triage");
        late.overdue(waiting);
        moves(neighbour, waiting, "accepted");
        assertThat(score(report(neighbour, ""), "answered-in-time")).isEqualTo(0.667);

        assertThat(group(now, "answer-median").toString())
                .contains("\"text\":\"urgent\"", "\"text\":\"referral\"", "\"text\":\"22021\"");
        assertThat(now.toString()).doesNotContain(answered, "Patient/");
    }

    @Test
    void who_looks_after_all_learns_of_all_and_nobody_else_does() {
        world.submitted(world.newCase("routine"));
        assertThat(report(operator, "").has("reporter")).isFalse();
        assertThat(cases(report(operator, ""), "answer-median"))
                .isGreaterThanOrEqualTo(
                        cases(report(operator, "&subject=Organization/facility-22001"), "answer-median"));
        assertThat(report(world.desk, "").has("reporter")).isFalse();
        assertThat(report(world.centralDesk, "").at("/reporter/reference").asText())
                .isEqualTo("Organization/facility-01901");
        world.provincial
                .gets(MEASURE + PERIOD + "&subject=Organization/facility-01901")
                .refuses(403, "forbidden", "their own facility");
        auditor.gets(MEASURE + PERIOD).is(403);
    }

    @Test
    void advice_and_remote_care_that_were_enough_count_as_avoided_transfers() {
        int before = avoided();
        world.walk(
                world.submitted(world.newCase("routine")), "received", "triage", "accepted", "advice-given", "closed");
        assertThat(avoided()).isEqualTo(before + 1);
        world.walk(
                world.submitted(world.newCase("routine")),
                "received",
                "triage",
                "accepted",
                "in-consultation",
                "report",
                "counter-referral-delivered",
                "acknowledged",
                "closed");
        assertThat(avoided()).isEqualTo(before + 1);
    }

    private int avoided() {
        return (int) score(report(world.provincial, ""), "transfers-avoided");
    }

    @Test
    void parameters_can_be_posted() {
        var body = """
                {"resourceType":"Parameters","parameter":[
                 {"name":"periodStart","valueDate":"2026-01-01"},{"name":"periodEnd","valueDate":"2026-12-31"},
                 {"name":"subject","valueReference":{"reference":"Organization/facility-22001"}}]}""";
        assertThat(world.desk
                        .sendsTo("POST", "Measure/$evaluate-measure", body)
                        .is(200)
                        .at("/period/start"))
                .startsWith("202");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "periodStart=soon&periodEnd=2026-12-31 | `periodStart`: `soon` is no day",
                "periodStart=2026&periodEnd=2026-12-31 | `periodStart`: `2026` is no day",
                "periodStart=2026-12-31&periodEnd=2026-01-01 | `periodEnd`: lies before",
                "periodEnd=2026-12-31 | `periodStart`: is needed",
                "periodStart=2026-01-01&periodEnd=2026-12-31&measure=x | `measure`: is no measure",
                "periodStart=2026-01-01&periodEnd=2026-12-31&reportType=individual | `reportType`: takes `summary`",
                "periodStart=2026-01-01&periodEnd=2026-12-31&subject=Organization/none | `subject`: is no facility",
                "periodStart=2026-01-01&periodEnd=2026-12-31&patient=x | `patient`: is not known"
            })
    void what_cannot_be_understood_is_named_with_an_example(String query, String problem) {
        operator.gets(MEASURE + query).refuses(400, "value", problem);
    }
}
