package vn.lienthong.consent;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The hierarchy of https://terminology.hl7.org/ValueSet-v3-PurposeOfUse.html. */
class PurposeTest {

    @Test
    void breakingTheGlassIsEmergencyTreatmentAndTreatment() {
        assertThat(Purpose.BTG.isA(Purpose.BTG)).isTrue();
        assertThat(Purpose.BTG.isA(Purpose.ETREAT)).isTrue();
        assertThat(Purpose.BTG.isA(Purpose.TREAT)).isTrue();
        assertThat(Purpose.BTG.isA(Purpose.HOPERAT)).isFalse();
    }

    @Test
    void treatmentIsNotAnEmergency() {
        assertThat(Purpose.TREAT.isA(Purpose.ETREAT)).isFalse();
    }

    @Test
    void operationsPaymentResearchAndPublicHealthHaveTheirKinds() {
        assertThat(new Purpose("HQUALIMP").isA(Purpose.HOPERAT)).isTrue();
        assertThat(new Purpose("ELIGVER").isA(Purpose.HPAYMT)).isTrue();
        assertThat(new Purpose("CLINTRCHPC").isA(Purpose.HRESCH)).isTrue();
        assertThat(new Purpose("THREAT").isA(Purpose.PUBHLTH)).isTrue();
        assertThat(new Purpose("FAMRQT").isA(Purpose.PATRQT)).isTrue();
    }

    @Test
    void aPurposeOfAnotherSystemIsOnlyItself() {
        Purpose own = new Purpose("http://example.org/purposes|TREAT");
        assertThat(own.isA(own)).isTrue();
        assertThat(own.isA(Purpose.TREAT)).isFalse();
        assertThat(Purpose.TREAT.isA(own)).isFalse();
    }
}
