package vn.lienthong.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vn.lienthong.consent.RandomWorlds.NOW;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What one Consent says about a row. */
class ProvisionTest {

    private static final Instant YESTERDAY = NOW.minus(Duration.ofDays(1));
    private static final Instant TOMORROW = NOW.plus(Duration.ofDays(1));
    private static final SampleRow ROW = SampleRow.observation();
    private static final Request.Builder DOCTOR = Request.at(NOW).practitioner("Practitioner/p");

    private static boolean permits(Provision.Builder root, Row row) {
        return decide(root, row).basis() == LegalBasis.PATIENT_CONSENT;
    }

    private static boolean refuses(Provision.Builder root, Row row) {
        return decide(root, row).basis() == LegalBasis.PATIENT_REFUSAL;
    }

    private static Decision decide(Provision.Builder root, Row row) {
        Policy policy = new Policy(List.of(ConsentRecord.active("c", root.build())), DefaultPolicy.OPT_IN);
        return ConsentEngine.decide(DOCTOR.build(), row, policy);
    }

    @Test
    void matchesTheTypesItNames() {
        assertThat(permits(Provision.permit().type("Condition", "Observation"), ROW))
                .isTrue();
        assertThat(permits(Provision.permit().type("Condition"), ROW)).isFalse();
    }

    @Test
    void matchesTheCodesItNames() {
        Provision.Builder diabetes = Provision.permit().code("icd|E11", "icd|E10");
        assertThat(permits(diabetes, ROW.coded("icd|E11", "icd|I10"))).isTrue();
        assertThat(permits(diabetes, ROW.coded("icd|I10"))).isFalse();
        assertThat(permits(diabetes, ROW)).isFalse();
    }

    @Test
    void matchesDataByAuthorEncounterAndInstance() {
        Provision.Builder author = Provision.permit().data(DataReference.Meaning.AUTHORED_BY, "Practitioner/a");
        assertThat(permits(author, ROW.writtenBy("Practitioner/a", "Practitioner/b")))
                .isTrue();
        assertThat(permits(author, ROW.writtenBy("Practitioner/b"))).isFalse();
        Provision.Builder visit = Provision.permit().data(DataReference.Meaning.RELATED, "Encounter/e");
        assertThat(permits(visit, ROW.in("Encounter/e"))).isTrue();
        assertThat(permits(visit, ROW.of("Encounter", "e"))).isTrue();
        assertThat(permits(visit, ROW.in("Encounter/f"))).isFalse();
        Provision.Builder instance =
                Provision.permit().data(DataReference.Meaning.INSTANCE, "Encounter/e", "Observation/o");
        assertThat(permits(instance, ROW)).isTrue();
        assertThat(permits(instance, ROW.of("Condition", "o").in("Encounter/e")))
                .isFalse();
    }

    @Test
    void grantsAPeriodOfDataOnlyToRowsThatLieInIt() {
        Provision.Builder today = Provision.permit().dataPeriod(new Period(YESTERDAY, TOMORROW));
        assertThat(permits(today, ROW.during(YESTERDAY, NOW))).isTrue();
        assertThat(permits(today, ROW.during(YESTERDAY, null))).isTrue();
        assertThat(permits(today, ROW.during(YESTERDAY, TOMORROW))).isFalse();
        assertThat(permits(today, ROW.during(YESTERDAY.minusNanos(1), NOW))).isFalse();
        assertThat(permits(today, ROW.during(null, NOW))).isFalse();
    }

    @Test
    void refusesAPeriodOfDataToRowsThatTouchIt() {
        Provision.Builder today = Provision.deny().dataPeriod(new Period(YESTERDAY, TOMORROW));
        assertThat(refuses(today, ROW.during(YESTERDAY.minusSeconds(9), YESTERDAY)))
                .isTrue();
        assertThat(refuses(today, ROW.during(YESTERDAY.minusSeconds(9), null))).isTrue();
        assertThat(refuses(today, ROW.during(null, NOW))).isTrue();
        assertThat(refuses(today, ROW.during(TOMORROW, null))).isFalse();
        assertThat(refuses(today, ROW.during(null, YESTERDAY.minusNanos(1)))).isFalse();
    }

    @Test
    void takesTheTimeOfTheLastUpdateWhereTheClinicalTimeIsUnknown() {
        Provision.Builder today = Provision.permit().dataPeriod(new Period(YESTERDAY, TOMORROW));
        assertThat(permits(today, ROW.during(null, null).updated(NOW))).isTrue();
        assertThat(permits(today, ROW.during(null, null).updated(TOMORROW))).isFalse();
    }

    @Test
    void coversOrdinaryRowsOnlyWithoutLabels() {
        assertThat(permits(Provision.permit(), ROW.labelled("N"))).isTrue();
        assertThat(permits(Provision.permit(), ROW.labelled("L"))).isTrue();
        assertThat(permits(Provision.permit(), ROW.labelled("R"))).isFalse();
        assertThat(permits(Provision.permit(), ROW.labelled("N", "PSY"))).isFalse();
        assertThat(permits(Provision.permit(), ROW.labelled("made-up"))).isFalse();
    }

    @Test
    void coversASensitiveRowWhenItNamesEachLabel() {
        Provision.Builder psy = Provision.permit().label("PSY");
        assertThat(permits(psy, ROW.labelled("R", "PSY"))).isTrue();
        assertThat(permits(psy, ROW.labelled("R", "PSY", "HIV"))).isFalse();
        assertThat(permits(psy, ROW)).isFalse();
        assertThat(permits(Provision.permit().label("R"), ROW.labelled("R", "PSY")))
                .isFalse();
        assertThat(permits(psy, ROW.labelled("V", "PSY"))).isFalse();
        assertThat(permits(Provision.permit().label("V", "PSY"), ROW.labelled("V", "PSY")))
                .isTrue();
    }

    @Test
    void refusesARowOfWhichItNamesAnyLabelOrALowerConfidentiality() {
        assertThat(refuses(Provision.deny().label("PSY"), ROW.labelled("R", "PSY", "HIV")))
                .isTrue();
        assertThat(refuses(Provision.deny().label("R"), ROW.labelled(null, "PSY")))
                .isTrue();
        assertThat(refuses(Provision.deny().label("R"), ROW.labelled("V"))).isTrue();
        assertThat(refuses(Provision.deny().label("R"), ROW)).isFalse();
        assertThat(refuses(Provision.deny().label("made-up"), ROW.labelled("made-up")))
                .isTrue();
    }

    @Test
    void ofTheParentAppliesWhereTheExceptionIsSilent() {
        Provision.Builder observationsExceptFromA = Provision.permit()
                .type("Observation")
                .except(Provision.deny()
                        .data(DataReference.Meaning.AUTHORED_BY, "Practitioner/a")
                        .build());
        assertThat(permits(observationsExceptFromA, ROW)).isTrue();
        assertThat(refuses(observationsExceptFromA, ROW.writtenBy("Practitioner/a")))
                .isTrue();
        assertThat(refuses(observationsExceptFromA, ROW.of("Condition", "c").writtenBy("Practitioner/a")))
                .isFalse();
    }

    @Test
    void innermostDecidesAndAmongSiblingsTheRefusal() {
        Provision onlyBloodPressure = Provision.permit().code("loinc|bp").build();
        Provision.Builder nested = Provision.permit()
                .except(Provision.deny()
                        .type("Observation")
                        .except(onlyBloodPressure)
                        .build());
        assertThat(permits(nested, ROW.of("Condition", "c"))).isTrue();
        assertThat(refuses(nested, ROW)).isTrue();
        assertThat(permits(nested, ROW.coded("loinc|bp"))).isTrue();
        nested.except(Provision.deny().code("loinc|bp").build());
        assertThat(refuses(nested, ROW.coded("loinc|bp"))).isTrue();
    }

    @Test
    void outsideItsPeriodIsAbsentWithAllBeneath() {
        Provision.Builder ended = Provision.deny()
                .except(Provision.permit()
                        .period(Period.until(NOW))
                        .except(Provision.permit().period(Period.from(NOW)).build())
                        .build());
        assertThat(refuses(ended, ROW)).isTrue();
    }

    @Test
    void isToldByItsPath() {
        Provision exception = Provision.permit()
                .except(
                        Provision.deny().type("Condition").build(),
                        Provision.deny().build())
                .build();
        Decision decision = decide(Provision.deny().except(exception), ROW);
        assertThat(decision.provisions()).containsExactly(new ProvisionRef("c", "provision.provision[0].provision[1]"));
    }

    @Test
    void thatGrantsCannotHoldInAnEmergency() {
        assertThatThrownBy(() -> Provision.permit().holdsInEmergency().build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Only a refusal can hold in an emergency.");
    }
}
