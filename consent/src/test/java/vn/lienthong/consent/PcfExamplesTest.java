package vn.lienthong.consent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The kinds of Consent that IHE PCF 1.1 shows (https://profiles.ihe.net/ITI/PCF/artifacts.html), in the engine's model.
 *
 * <p>Two readings differ from PCF on purpose. PCF lets {@code R} stand for every sensitive topic; here a sensitive row
 * needs its own label named, so a reader of such a Consent would have to spell the labels out. And what a Consent leaves
 * unsaid falls to the default policy of the exchange instead of the policy document that the Consent points to.
 */
class PcfExamplesTest {

    private static final Instant NOW = Instant.parse("2022-06-20T00:00:00Z");
    private static final Period YEAR_2022 =
            new Period(Instant.parse("2022-01-01T00:00:00Z"), Instant.parse("2023-01-01T00:00:00Z"));
    private static final SampleRow WEIGHT = SampleRow.observation()
            .during(Instant.parse("2022-06-13T00:00:00Z"), Instant.parse("2022-06-13T00:00:00Z"));
    private static final Request TREATING = request(Purpose.TREAT, "Practitioner/ex-practitioner");
    private static final Request OTHER = request(Purpose.TREAT, "Practitioner/ex-clerk");
    private static final Request RESEARCHING = request(Purpose.HRESCH, "Practitioner/ex-practitioner");

    private static Request request(Purpose purpose, String practitioner) {
        return Request.at(NOW).practitioner(practitioner).purpose(purpose).build();
    }

    private static Provision.Builder usual(Provision.Builder provision) {
        return provision.purpose(Purpose.TREAT, Purpose.HPAYMT, Purpose.HOPERAT);
    }

    private static boolean permits(Provision.Builder root, Request request, Row row) {
        Policy policy = new Policy(List.of(ConsentRecord.active("ex", root.build())), DefaultPolicy.OPT_IN);
        return ConsentEngine.decide(request, row, policy).permits();
    }

    @Test
    void basicPermitsTheUsualPurposesAndNothingElse() {
        assertThat(permits(usual(Provision.permit()), TREATING, WEIGHT)).isTrue();
        assertThat(permits(usual(Provision.permit()), RESEARCHING, WEIGHT)).isFalse();
    }

    @Test
    void basicRejectAndExpiredPermitNothing() {
        assertThat(permits(usual(Provision.deny()), TREATING, WEIGHT)).isFalse();
        Provision.Builder expired = usual(Provision.permit()).period(Period.until(NOW));
        assertThat(permits(expired, TREATING, WEIGHT)).isFalse();
    }

    @Test
    void basicResearchPermitsResearchOnly() {
        Provision.Builder research = Provision.permit().purpose(Purpose.HRESCH);
        assertThat(permits(research, RESEARCHING, WEIGHT)).isTrue();
        assertThat(permits(research, TREATING, WEIGHT)).isFalse();
    }

    @Test
    void intermediateBoundsTheTimeOfData() {
        SampleRow later = WEIGHT.during(YEAR_2022.end(), null);
        assertThat(permits(usual(Provision.permit()).dataPeriod(YEAR_2022), TREATING, WEIGHT))
                .isTrue();
        assertThat(permits(usual(Provision.permit()).dataPeriod(YEAR_2022), TREATING, later))
                .isFalse();
        Provision.Builder notThatYear = usual(Provision.permit())
                .except(Provision.deny().dataPeriod(YEAR_2022).build());
        assertThat(permits(notThatYear, TREATING, WEIGHT)).isFalse();
        assertThat(permits(notThatYear, TREATING, later)).isTrue();
    }

    @Test
    void intermediateNamesDataAuthorsAndEncounters() {
        SampleRow weight = WEIGHT.writtenBy("Practitioner/ex-practitioner").in("Encounter/ex-encounter");
        List<DataReference> names = List.of(
                new DataReference(DataReference.Meaning.INSTANCE, "Observation/o"),
                new DataReference(DataReference.Meaning.AUTHORED_BY, "Practitioner/ex-practitioner"),
                new DataReference(DataReference.Meaning.RELATED, "Encounter/ex-encounter"));
        for (DataReference name : names) {
            Provision.Builder only = usual(Provision.permit()).data(name.meaning(), name.key());
            assertThat(permits(only, TREATING, weight)).isTrue();
            assertThat(permits(only, TREATING, WEIGHT.of("Observation", "p"))).isFalse();
            Provision.Builder not = usual(Provision.permit())
                    .except(Provision.deny().data(name.meaning(), name.key()).build());
            assertThat(permits(not, TREATING, weight)).isFalse();
            assertThat(permits(not, TREATING, WEIGHT.of("Observation", "p"))).isTrue();
        }
    }

    @Test
    void intermediatePurposeMayBeOfAnotherSystem() {
        Purpose fooBar = new Purpose("http://example.org/policies/purposeOfUse|FooBar");
        Provision.Builder research = Provision.permit().purpose(fooBar).actor(new Actor.Facility("ex-org-researcher"));
        Request.Builder researcher =
                Request.at(NOW).facility(new CallingFacility("ex-org-researcher", FacilityLevel.OTHER, false, false));
        assertThat(permits(research, researcher.purpose(fooBar).build(), WEIGHT))
                .isTrue();
        assertThat(permits(research, researcher.purpose(Purpose.TREAT).build(), WEIGHT))
                .isFalse();
    }

    @Test
    void dissentLeavesTheGlassToBeBrokenByThePrivileged() {
        Provision.Builder dissent = Provision.deny()
                .except(Provision.permit()
                        .purpose(Purpose.BTG)
                        .actor(new Actor.CareTeam("Group/ex-privilegedUsers"))
                        .build());
        Request.Builder privileged =
                Request.at(NOW).practitioner("Practitioner/ex-practitioner").careTeam("Group/ex-privilegedUsers");
        assertThat(permits(dissent, privileged.purpose(Purpose.BTG).build(), WEIGHT))
                .isTrue();
        assertThat(permits(dissent, privileged.purpose(Purpose.TREAT).build(), WEIGHT))
                .isFalse();
        assertThat(permits(dissent, request(Purpose.BTG, "Practitioner/ex-clerk"), WEIGHT))
                .isFalse();
    }

    @Test
    void advancedNormalKeepsRestrictedDataBack() {
        Provision.Builder normal = usual(Provision.permit()).label("N");
        assertThat(permits(normal, TREATING, WEIGHT.labelled("N"))).isTrue();
        assertThat(permits(normal, TREATING, WEIGHT.labelled("R"))).isFalse();
        assertThat(permits(usual(Provision.permit()).label("N", "R"), TREATING, WEIGHT.labelled("R")))
                .isTrue();
        Provision.Builder notRestricted = usual(Provision.permit())
                .label("N")
                .except(Provision.deny().label("R").build());
        assertThat(permits(notRestricted, TREATING, WEIGHT.labelled("N"))).isTrue();
        assertThat(permits(notRestricted, TREATING, WEIGHT.labelled("R"))).isFalse();
    }

    @Test
    void advancedFocusedOpensALabelToOnePractitioner() {
        Provision focused = Provision.permit()
                .label("PSY", "SDV")
                .actor(new Actor.Practitioner("Practitioner/ex-practitioner"))
                .build();
        Provision.Builder consent = usual(Provision.permit()).label("N").except(focused);
        for (String label : List.of("PSY", "SDV")) {
            assertThat(permits(consent, TREATING, WEIGHT.labelled("R", label))).isTrue();
            assertThat(permits(consent, OTHER, WEIGHT.labelled("R", label))).isFalse();
            assertThat(permits(consent, RESEARCHING, WEIGHT.labelled("R", label)))
                    .as("the exception inherits the purposes")
                    .isFalse();
        }
        assertThat(permits(consent, TREATING, WEIGHT.labelled("R", "HIV"))).isFalse();
        assertThat(permits(consent, OTHER, WEIGHT)).isTrue();
    }

    @Test
    void advancedBreakGlassOpensRestrictedDataToThePrivileged() {
        Provision.Builder consent = usual(Provision.permit())
                .label("N")
                .except(Provision.permit()
                        .purpose(Purpose.BTG)
                        .label("R")
                        .actor(new Actor.CareTeam("Group/ex-privilegedUsers"))
                        .build());
        Request.Builder privileged =
                Request.at(NOW).practitioner("Practitioner/ex-practitioner").careTeam("Group/ex-privilegedUsers");
        assertThat(permits(consent, privileged.purpose(Purpose.BTG).build(), WEIGHT.labelled("R")))
                .isTrue();
        assertThat(permits(consent, privileged.purpose(Purpose.TREAT).build(), WEIGHT.labelled("R")))
                .isFalse();
    }
}
