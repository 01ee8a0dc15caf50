package vn.lienthong.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.spec.Samples.fresh;
import static vn.lienthong.spec.Samples.newCccd;
import static vn.lienthong.spec.Samples.patient;

import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A search that finds too many people is refused by how many the caller may see, at a node where three are many.
 *
 * @see <a href="https://hl7.org/fhir/R4/search.html">Search</a>
 */
@ExtendWith(RunningNodes.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class CommonNamesSpec {

    private static final int MANY = 3;

    private final ExchangeNode node;
    private final Caller centre;
    private final Caller station;

    CommonNamesSpec(ExchangeNode one) {
        node = one.another(Map.of("LIENTHONG_ACCESS_MAX_CANDIDATES", String.valueOf(MANY)));
        centre = node.facility("22021");
        station = node.facility("22066");
    }

    @AfterAll
    void the_node_ends() {
        node.close();
    }

    @Test
    void people_whom_the_caller_may_not_see_do_not_count() {
        String name = fresh("Hiếm");
        registers(station, name, MANY + 2);
        registers(centre, name, 2);
        assertThat(centre.searches("Patient", "family", name).is(200).at("/total"))
                .isEqualTo("2");
        station.searches("Patient", "family", name).refuses(400, "too-costly", "More than 3 resources");
    }

    @Test
    void a_name_that_everybody_has_is_refused_whoever_asks() {
        String name = fresh("Nguyễn");
        registers(station, name, 4 * MANY + 1);
        centre.searches("Patient", "family", name).refuses(400, "too-costly", "More than 3 resources");
    }

    private static void registers(Caller facility, String family, int people) {
        for (int i = 0; i < people; i++) {
            facility.updates(patient(fresh("p"), newCccd(), family, "An", "1980-02-03", "male"))
                    .is(201);
        }
    }
}
