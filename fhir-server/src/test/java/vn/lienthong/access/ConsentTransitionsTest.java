package vn.lienthong.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import vn.lienthong.consent.ConsentRecord.Status;
import vn.lienthong.shared.ExchangeException;

/** The table itself is held against the standard's words, state by state, in ConsentLifeSpec. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ConsentTransitionsTest {

    @ParameterizedTest
    @EnumSource
    void each_state_has_its_line_and_may_be_sent_again(Status status) {
        assertThat(ConsentTransitions.NEXT).containsKey(status);
        assertThatCode(() -> ConsentTransitions.check(Optional.of(status), status, "Consent"))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @EnumSource
    void what_has_ended_is_never_in_force_again(Status status) {
        var ended = Set.of(Status.INACTIVE, Status.REJECTED, Status.ENTERED_IN_ERROR);
        assertThat(ConsentTransitions.NEXT.getOrDefault(status, Set.of()).contains(Status.ACTIVE))
                .isEqualTo(!ended.contains(status));
    }

    @Test
    void a_refusal_says_where_one_can_go_in_both_languages() {
        assertThatThrownBy(() -> ConsentTransitions.check(Optional.of(Status.INACTIVE), Status.ACTIVE, "Consent"))
                .isInstanceOfSatisfying(ExchangeException.class, refused -> {
                    var detail = refused.issue().details().getFirst();
                    assertThat(detail.expression()).isEqualTo("Consent.status");
                    assertThat(detail.diagnostics()).contains("`inactive`", "`active`", "`entered-in-error`");
                    assertThat(detail.vietnamese()).contains("`inactive`", "`active`", "`entered-in-error`");
                });
    }

    @Test
    void every_problem_is_told_in_both_languages_with_the_same_facts() {
        for (var problem : DecisionProblem.values()) {
            var detail = problem.at("x", "fact-1", "fact-2", "fact-3");
            assertThat(detail.vietnamese()).isNotBlank().isNotEqualTo(detail.diagnostics());
            for (var fact : Set.of("fact-1", "fact-2", "fact-3")) {
                assertThat(String.valueOf(detail.vietnamese()).contains(fact))
                        .as(problem + " " + fact)
                        .isEqualTo(detail.diagnostics().contains(fact));
            }
        }
    }
}
