package vn.lienthong.spec.leak;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import vn.lienthong.spec.KeycloakNode;
import vn.lienthong.spec.RunningNodes;

/**
 * What a caller may not see does not exist for that caller: a world where rows are hidden and a world where they never
 * were answer every question with the same status, headers and bytes, and ask their databases the same.
 *
 * <p>Reads come first in all worlds, since the changes that follow may add to what is there.
 *
 * @see <a href="https://hl7.org/fhir/R4/security.html#AccessDenied">Access denied</a>
 */
@ExtendWith(RunningNodes.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class LeakMatrixSpec {

    /** A prime, so that a share does not fall into step with the questions about one resource. */
    private static final int SHARES = 23;

    private final TwoWorlds worlds;
    private final Matrix matrix;
    private final Capabilities capabilities;

    LeakMatrixSpec(KeycloakNode keycloak) {
        worlds = TwoWorlds.start(keycloak);
        matrix = new Matrix(worlds);
        capabilities = Capabilities.of(worlds.hidden());
    }

    @BeforeAll
    void the_worlds_differ_in_what_is_hidden_alone() {
        for (Cause cause : Cause.values()) {
            int here = cause == Cause.DELETED ? 410 : 200;
            for (String key : cause.subject().hiddenKeys()) {
                assertThat(status(worlds.hidden(), key)).as(cause + " " + key).isEqualTo(here);
                assertThat(status(worlds.absent(), key)).as(cause + " " + key).isEqualTo(404);
            }
        }
    }

    @AfterAll
    void both_worlds_end() throws Exception {
        worlds.close();
    }

    @Test
    @Order(0)
    void everything_that_the_capability_statement_lists_is_asked() {
        var covered = new TreeSet<String>();
        Stream.of(reads(Cause.LABEL, Asker.CLINICIAN), Writes.of(Cause.LABEL.subject()))
                .flatMap(List::stream)
                .forEach(question -> covered.addAll(question.covers()));
        assertThat(covered).containsAll(capabilities.names());
    }

    @TestFactory
    @Order(1)
    Stream<DynamicTest> reads_are_answered_alike() {
        return each((cause, asker) -> DynamicTest.dynamicTest(
                cause + " asked by " + asker,
                () -> assertThat(matrix.answers(cause, asker, reads(cause, asker)))
                        .isEmpty()));
    }

    @TestFactory
    @Order(2)
    Stream<DynamicTest> reads_ask_the_database_the_same() {
        return each((cause, asker) -> DynamicTest.dynamicTest(
                cause + " asked by " + asker,
                () -> assertThat(matrix.statements(cause, asker)).isEmpty()));
    }

    @TestFactory
    @Order(3)
    Stream<DynamicTest> writes_are_answered_alike() {
        return each((cause, asker) -> DynamicTest.dynamicTest(
                cause + " asked by " + asker,
                () -> assertThat(matrix.answers(cause, asker, share(cause, asker, Writes.of(cause.subject()))))
                        .isEmpty()));
    }

    @Test
    @Order(4)
    void an_id_that_is_taken_is_refused_alike_whatever_hides_what_has_it() {
        var subject = Cause.LABEL.subject();
        var other = Cause.REFUSAL.subject();
        for (String type : List.of("Observation", "Encounter", "ServiceRequest", "Task", "Coverage")) {
            for (Asker asker : Cause.LABEL.askers()) {
                assertThat(taken(asker, subject, type, "hidden"))
                        .isEqualTo(taken(asker, other, type, "hidden").replace(other.name(), subject.name()));
            }
        }
    }

    /** The id exists for whoever chooses it: that alone shows (ADR 0007), and not what has it. */
    private String taken(Asker asker, Subject subject, String type, String half) {
        String resource = subject.resource(type, half, "");
        var put = Question.send("interaction:update", "PUT", Json.key(resource), resource);
        return worlds.hidden().ask(asker, put).text()
                + worlds.hidden().ask(asker, put.with("If-Match", "W/\"1\"")).text()
                + worlds.hidden().ask(asker, put.with("If-None-Match", "*")).text();
    }

    @Test
    @Order(5)
    void a_page_link_from_before_a_withdrawal_leads_where_it_would_had_the_row_never_been() {
        assertThat(new PagesAcrossWithdrawal(worlds).differences()).isEmpty();
    }

    @Test
    @Order(5)
    void an_export_is_that_of_a_world_where_hidden_rows_never_were() {
        var exports = new ExportsOfTwoWorlds(worlds);
        assertThat(exports.differences(Asker.FACILITY_SYSTEM)).isEmpty();
        assertThat(exports.differences(Asker.CUSTODIAN)).isNotEmpty();
    }

    @Test
    @Order(6)
    void a_record_is_opened_alike_whatever_of_it_stays_hidden() {
        var flows = new AccessFlows(worlds);
        assertThat(flows.differences()).isEmpty();
        assertThat(flows.explanationsTellThePatient()).isTrue();
    }

    @Test
    @Order(6)
    void a_referral_is_worked_on_alike_whatever_of_the_record_stays_hidden() {
        assertThat(new ReferralFlows(worlds).differences()).isEmpty();
    }

    /** A matrix that nothing can fail proves nothing: whoever may see the rows tells the worlds apart by each means. */
    @Test
    @Order(7)
    void each_means_tells_the_worlds_apart_for_whoever_may_see_the_rows() {
        var telling = new TreeSet<String>();
        var asked = new TreeSet<String>();
        for (Question question : all(Cause.LABEL)) {
            asked.addAll(question.covers());
            if (!telling.containsAll(question.covers())
                    && !worlds.hidden()
                            .ask(Asker.CUSTODIAN, question)
                            .text()
                            .equals(worlds.absent()
                                    .ask(Asker.CUSTODIAN, question)
                                    .text())) {
                telling.addAll(question.covers());
            }
        }
        // Places are of the directory, which is the same in both worlds.
        asked.removeAll(List.of("", "audit", "search:special"));
        asked.removeIf(Operations::tellsNothing);
        assertThat(telling).containsAll(asked);
    }

    private List<Question> all(Cause cause) {
        return Stream.concat(everyRead(cause).stream(), Writes.of(cause.subject()).stream())
                .toList();
    }

    private List<Question> everyRead(Cause cause) {
        var questions = new ArrayList<>(InstanceReads.of(cause.subject()));
        questions.addAll(PersonReads.of(cause.subject()));
        questions.addAll(Operations.of(cause.subject()));
        questions.addAll(ResourceOperations.of(cause.subject()));
        questions.addAll(RecordSearches.of(cause.subject(), capabilities));
        questions.addAll(RecordSearches.byEachParameter(cause.subject(), capabilities));
        return questions;
    }

    private List<Question> reads(Cause cause, Asker asker) {
        return share(cause, asker, everyRead(cause));
    }

    /**
     * Everything for one pair, a third for one whose whole person is hidden. Each other pair asks every
     * {@value #SHARES}th question, another share each, so that together they ask nearly everything again.
     */
    private static List<Question> share(Cause cause, Asker asker, List<Question> questions) {
        if (asker == Asker.CLINICIAN && cause == Cause.LABEL) {
            return questions;
        }
        int shares = asker == Asker.CLINICIAN && cause == Cause.REFUSED_PERSON ? 3 : SHARES;
        int first = (cause.ordinal() * Asker.values().length + asker.ordinal()) % shares;
        return IntStream.range(0, questions.size())
                .filter(index -> index % shares == first)
                .mapToObj(questions::get)
                .toList();
    }

    private int status(World world, String key) {
        return world.send(Asker.CUSTODIAN, Question.get("", key)).statusCode();
    }

    private interface ForEach {
        DynamicTest of(Cause cause, Asker asker);
    }

    private static Stream<DynamicTest> each(ForEach test) {
        return Arrays.stream(Cause.values())
                .flatMap(cause -> cause.askers().stream().map(asker -> test.of(cause, asker)));
    }
}
