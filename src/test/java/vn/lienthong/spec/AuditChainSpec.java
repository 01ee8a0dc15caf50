package vn.lienthong.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.spec.Samples.fresh;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The record of accesses can be checked by those who answer for it.
 *
 * @see <a href="https://profiles.ihe.net/ITI/BALP/">IHE Basic Audit Log Patterns</a>
 */
@ExtendWith(RunningNodes.class)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class AuditChainSpec {

    private static final String VERIFY = "AuditEvent/$verify-chain";

    private final Caller auditor;
    private final Caller operator;
    private final List<Caller> others;

    AuditChainSpec(ExchangeNode node) {
        auditor = node.account("auditor");
        operator = node.account("operator");
        others = List.of(
                node.account("privacy-officer"),
                node.account("clinician-22001"),
                node.account("patient-1"),
                node.facility("22021"));
        // Something to check.
        auditor.gets("AuditEvent/" + fresh("event"));
    }

    @Test
    void auditor_and_operator_find_it_whole_with_the_head_of_each_lane() {
        for (Caller caller : List.of(auditor, operator)) {
            Explained whole = Explained.of(caller.gets(VERIFY).is(200));
            assertThat(whole.value("outcome")).isEqualTo("intact");
            assertThat(whole.value("complete")).isEqualTo("true");
            assertThat(whole.number("rows")).isPositive();
            assertThat(whole.all("fault")).isEmpty();
            assertThat(whole.all("head")).hasSize(64).allSatisfy(head -> {
                assertThat(head.value("at")).matches("\\d+-\\d+");
                assertThat(head.value("hash")).matches("[0-9a-f]{64}");
            });
        }
    }

    @Test
    void it_is_checked_in_parts_that_follow_each_other() {
        var lanes = new ArrayList<String>();
        long rows = 0;
        String next = "";
        do {
            Explained part = Explained.of(auditor.searches(
                            VERIFY,
                            next.isEmpty() ? new String[] {"rows", "20"} : new String[] {"rows", "20", "after", next})
                    .is(200));
            assertThat(part.value("outcome")).isEqualTo("intact");
            assertThat(part.number("rows")).isLessThanOrEqualTo(20);
            assertThat(part.value("complete")).isEqualTo(part.value("next").isEmpty() ? "true" : "false");
            part.all("head").forEach(head -> lanes.add(head.value("at").replaceFirst("-.*", "")));
            rows += part.number("rows");
            next = part.value("next");
        } while (!next.isEmpty());
        assertThat(lanes).hasSize(64).doesNotHaveDuplicates();
        assertThat(rows).isPositive();
    }

    @Test
    void it_is_asked_by_post_as_well() {
        Explained part = Explained.of(auditor.sendsTo("POST", VERIFY, """
                        {"resourceType":"Parameters","parameter":[{"name":"rows","valuePositiveInt":1}]}""").is(200));
        assertThat(part.number("rows")).isEqualTo(1);
        assertThat(part.value("next")).isNotEmpty();
    }

    @Test
    void the_check_is_itself_on_record() {
        auditor.gets(VERIFY).is(200);
        assertThat(auditor.searches("AuditEvent", "subtype", "verify-chain", "_count", "1")
                        .is(200)
                        .matches()
                        .getFirst()
                        .at("/subtype/0/display")
                        .asText())
                .isEqualTo("$verify-chain");
    }

    @Test
    void nobody_else_may_ask_for_it() {
        others.forEach(
                other -> other.gets(VERIFY).refuses(403, "forbidden", "needs one of these roles: auditor, operator"));
    }

    @ParameterizedTest
    @CsvSource({"rows,0", "rows,many", "rows,100001", "rows,99999999999", "after,here", "after,64-1", "lane,3"})
    void a_question_that_is_not_understood_is_refused_with_an_example(String name, String value) {
        auditor.searches(VERIFY, name, value)
                .refuses(400, "value", "Parameter `" + name + "`")
                .refuses(400, "value", "Example: `AuditEvent/$verify-chain?");
    }
}
