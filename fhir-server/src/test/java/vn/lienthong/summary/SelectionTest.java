package vn.lienthong.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.summary.Records.LIMITS;
import static vn.lienthong.summary.Records.coded;
import static vn.lienthong.summary.Records.recorded;
import static vn.lienthong.summary.Records.result;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What goes into which section, once, and how much of it. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class SelectionTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "Condition | 'code':{'text':'x'} | PROBLEMS",
                "Condition | 'clinicalStatus':{'coding':[{'code':'resolved'}]} | PAST_PROBLEMS",
                "Condition | 'code':{'coding':[{'system':'http://hl7.org/fhir/sid/icf','code':'d450'}]} | FUNCTIONAL_STATUS",
                "Condition | 'verificationStatus':{'coding':[{'code':'entered-in-error'}]} | NONE",
                "Condition | 'verificationStatus':{'coding':[{'code':'refuted'}]} | NONE",
                "AllergyIntolerance | 'code':{'text':'x'} | ALLERGIES",
                "AllergyIntolerance | 'clinicalStatus':{'coding':[{'code':'resolved'}]} | NONE",
                "MedicationStatement | 'status':'active' | MEDICATIONS",
                "MedicationStatement | 'status':'completed' | NONE",
                "MedicationRequest | 'status':'active','intent':'order' | MEDICATIONS",
                "MedicationRequest | 'status':'active','intent':'proposal' | NONE",
                "MedicationRequest | 'status':'active','intent':'order','doNotPerform':true | NONE",
                "Flag | 'status':'active' | ALERTS",
                "Flag | 'status':'inactive' | NONE",
                "Immunization | 'status':'completed' | IMMUNIZATIONS",
                "Immunization | 'status':'not-done' | NONE",
                "Observation | 'status':'final','category':[{'coding':[{'code':'laboratory'}]}] | RESULTS",
                "Observation | 'status':'final' | RESULTS",
                "Observation | 'status':'entered-in-error' | NONE",
                "Observation | 'status':'final','category':[{'coding':[{'code':'survey'}]}] | NONE",
                "Observation | 'status':'final','category':[{'coding':[{'code':'vital-signs'}]}] | VITAL_SIGNS",
                "Observation | 'status':'final','code':{'coding':[{'code':'8867-4'}]} | VITAL_SIGNS",
                "Observation | 'status':'final','code':{'coding':[{'code':'72166-2'}]} | SOCIAL_HISTORY",
                "Observation | 'status':'final','code':{'coding':[{'code':'82810-3'}]} | PREGNANCY",
                "DiagnosticReport | 'status':'final' | RESULTS",
                "Procedure | 'status':'completed' | PROCEDURES",
                "Procedure | 'status':'not-done' | NONE",
                "DeviceUseStatement | 'status':'active' | DEVICES",
                "Device | 'status':'active' | NONE",
                "CarePlan | 'status':'active' | PLAN_OF_CARE",
                "CarePlan | 'status':'draft' | NONE",
                "ImmunizationRecommendation | 'date':'2026' | PLAN_OF_CARE",
                "Consent | 'status':'active','scope':{'coding':[{'code':'adr'}]} | ADVANCE_DIRECTIVES",
                "Consent | 'status':'active','scope':{'coding':[{'code':'patient-privacy'}]} | NONE",
                "Consent | 'status':'rejected','scope':{'coding':[{'code':'adr'}]} | NONE"
            })
    void a_resource_belongs_to_one_section_or_to_none(String type, String elements, String section) {
        var selection = select(recorded(type, "a", "2026-01-01", elements));
        var found = selection.parts().stream()
                .filter(part -> !part.items().isEmpty())
                .map(part -> part.kind().name())
                .toList();
        assertThat(found).isEqualTo(section.equals("NONE") ? List.of() : List.of(section));
    }

    @Test
    void problems_allergies_and_medications_are_there_when_they_are_empty_and_nothing_else_is() {
        assertThat(select().parts().stream().map(Selection.Part::kind))
                .containsExactly(SectionKind.PROBLEMS, SectionKind.ALLERGIES, SectionKind.MEDICATIONS);
    }

    @Test
    void a_disease_of_two_facilities_is_shown_once_by_the_newest_with_both() {
        var items = items(
                SectionKind.PROBLEMS,
                recorded("Condition", "old", "2020-01-01", "Trạm", coded("code", "I10")),
                recorded("Condition", "new", "2026-01-01", "Viện", coded("code", "I10")));
        assertThat(items).hasSize(1);
        assertThat(items.getFirst().shown().key().id()).isEqualTo("new");
        assertThat(items.getFirst().facilities()).containsExactly("Viện", "Trạm");
    }

    @Test
    void a_disease_that_is_there_again_is_not_among_those_that_are_over() {
        var over = "'clinicalStatus':{'coding':[{'code':'resolved'}]}," + coded("code", "I10");
        var selection = select(
                recorded("Condition", "old", "2020-01-01", over),
                recorded("Condition", "new", "2026-01-01", coded("code", "I10")));
        assertThat(selection.parts().stream().map(Selection.Part::kind)).doesNotContain(SectionKind.PAST_PROBLEMS);
    }

    @Test
    void two_doses_of_a_medicine_are_two_and_the_same_dose_is_one() {
        var medicine = "'status':'active'," + coded("medicationCodeableConcept", "C08") + ",'dosage':[{'text':'%s'}]";
        var items = items(
                SectionKind.MEDICATIONS,
                recorded("MedicationStatement", "a", "2026-01-01", medicine.formatted("5 mg")),
                recorded("MedicationStatement", "b", "2026-01-02", medicine.formatted("10 mg")));
        assertThat(items).hasSize(2);
        assertThat(items(
                        SectionKind.MEDICATIONS,
                        recorded("MedicationStatement", "a", "2026-01-01", medicine.formatted("5 mg")),
                        recorded("MedicationStatement", "b", "2026-01-02", medicine.formatted("5 mg"))))
                .hasSize(1);
    }

    @Test
    void results_of_one_test_are_the_same_only_at_one_time_and_with_one_value() {
        assertThat(items(
                        SectionKind.RESULTS,
                        recorded("Observation", "a", "2026-01-01", result("5", "2026-01-01")),
                        recorded("Observation", "b", "2026-01-01", result("5", "2026-01-01")),
                        recorded("Observation", "c", "2026-01-01", result("6", "2026-01-01")),
                        recorded("Observation", "d", "2026-01-02", result("5", "2026-01-02"))))
                .hasSize(3);
    }

    @Test
    void what_says_nothing_to_compare_is_the_same_as_nothing_else() {
        assertThat(items(
                        SectionKind.PROBLEMS,
                        recorded("Condition", "a", "2026-01-01", "'recordedDate':'2026'"),
                        recorded("Condition", "b", "2026-01-01", "'recordedDate':'2026'")))
                .hasSize(2);
    }

    @Test
    void of_vital_signs_the_newest_of_each_kind_is_shown() {
        var pulse =
                "'status':'final','code':{'coding':[{'code':'8867-4'}]},'effectiveDateTime':'%s','valueString':'%s'";
        var items = items(
                SectionKind.VITAL_SIGNS,
                recorded("Observation", "old", "2020-01-01", pulse.formatted("2020-01-01", "80")),
                recorded("Observation", "new", "2026-01-01", pulse.formatted("2026-01-01", "90")));
        assertThat(items.stream().map(item -> item.shown().key().id())).containsExactly("new");
    }

    @Test
    void the_newest_are_kept_reports_apart_from_results() {
        var selection = select(
                recorded("Observation", "1", "2026-01-01", result("1", "2026-01-01")),
                recorded("Observation", "2", "2026-01-02", result("2", "2026-01-02")),
                recorded("Observation", "3", "2026-01-03", result("3", "2026-01-03")),
                recorded("Observation", "4", "2026-01-04", result("4", "2026-01-04")),
                recorded("DiagnosticReport", "5", "2026-01-05", "'status':'final'"),
                recorded("DiagnosticReport", "6", "2026-01-06", "'status':'final'"));
        assertThat(selection.entries().stream().map(entry -> entry.key().id())).containsExactly("6", "4", "3", "2");
        var part = selection.parts().getLast();
        assertThat(part.all()).isEqualTo(6);
        assertThat(part.items()).hasSize(4);
    }

    @Test
    void the_order_does_not_depend_on_the_order_in_which_they_were_read() {
        var one = recorded("Condition", "a", "2026-01-01", coded("code", "1"));
        var other = recorded("Condition", "b", "2026-01-01", coded("code", "2"));
        assertThat(select(one, other).entries()).isEqualTo(select(other, one).entries());
    }

    private static Selection select(Recorded... recorded) {
        return Selection.of(Arrays.asList(recorded), LIMITS);
    }

    private static List<Item> items(SectionKind kind, Recorded... recorded) {
        return select(recorded).parts().stream()
                .filter(part -> part.kind() == kind)
                .findFirst()
                .orElseThrow()
                .items();
    }
}
