package vn.lienthong.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import vn.lienthong.sample.ResourcesPerPerson;
import vn.lienthong.sample.SampleWorld;

/**
 * A search finds what somebody finds who looks at every resource of the record.
 *
 * @see <a href="https://hl7.org/fhir/R4/search.html">FHIR search</a>
 */
@ExtendWith(RunningNodes.class)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class SearchAgreesSpec {

    /** Far from the people of the other specifications. */
    private static final int SOMEBODY = 700;

    private static final int A_FEW_DOZEN = 36;
    private static final int SOME_HUNDRED = 300;

    private final ExchangeNode node;

    SearchAgreesSpec(ExchangeNode node) {
        this.node = node;
    }

    @Test
    void every_search_of_a_generated_record_finds_what_looking_at_each_resource_finds() {
        new SampleWorld()
                .pushes(SOMEBODY, SOMEBODY + 1, new ResourcesPerPerson(400))
                .forEach(push -> node.facility(push.facilityCode())
                        .posts(new String(push.transactionBundle(), StandardCharsets.UTF_8))
                        .is(200));
        String patientId = "22021-" + (SampleWorld.FIRST_NUMBER + SOMEBODY);
        assertThat(new DifferentialSearch(node.facility("22021"), patientId).compareAll())
                .isGreaterThan(SOME_HUNDRED);
        assertThat(new DifferentialLinks(node.facility("22021"), patientId).compareAll())
                .isGreaterThan(A_FEW_DOZEN);
    }
}
