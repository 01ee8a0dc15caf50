package vn.lienthong.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.consent.RandomWorlds.NOW;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The order of rules, told by cases of the province. */
class RuleOrderTest {

    private static final String DOCTOR = "Practitioner/hoa";
    private static final CallingFacility VAN_DON = new CallingFacility("22021", FacilityLevel.DISTRICT, true, true);
    private static final SampleRow OWN = SampleRow.observation().by("22021");
    private static final SampleRow FOREIGN = SampleRow.observation().by("22001");
    private static final Provision REFUSE_ALL = Provision.deny().build();
    private static final Provision REFUSE_DOCTOR =
            Provision.deny().actor(new Actor.Practitioner(DOCTOR)).build();
    private static final Provision GRANT_VAN_DON =
            Provision.permit().actor(new Actor.Facility("22021")).build();

    private static Request.Builder doctor() {
        return Request.at(NOW).practitioner(DOCTOR).facility(VAN_DON);
    }

    private static Policy policy(Provision... roots) {
        List<ConsentRecord> consents = java.util.stream.IntStream.range(0, roots.length)
                .<ConsentRecord>mapToObj(i -> ConsentRecord.active("Consent/" + i, roots[i]))
                .toList();
        return new Policy(consents, DefaultPolicy.OPT_IN);
    }

    private static Decision decide(Request.Builder request, Row row, Provision... roots) {
        return ConsentEngine.decide(request.build(), row, policy(roots));
    }

    private static void assertPermits(Decision decision, LegalBasis basis) {
        assertThat(decision).isInstanceOf(Decision.Permit.class);
        assertThat(decision.basis()).isEqualTo(basis);
    }

    private static void assertDenies(Decision decision, LegalBasis basis) {
        assertThat(decision).isInstanceOf(Decision.Deny.class);
        assertThat(decision.basis()).isEqualTo(basis);
    }

    @Nested
    class ARefusalThatNamesThePractitioner {
        @Test
        void holdsAgainstTheCustodian() {
            assertDenies(decide(doctor(), OWN, REFUSE_DOCTOR), LegalBasis.PRACTITIONER_REFUSAL);
        }

        @Test
        void holdsInAnEmergency() {
            Request.Builder request = doctor().emergency(new EmergencyAccess("e", DOCTOR, NOW.plusSeconds(1)));
            assertDenies(decide(request, FOREIGN, REFUSE_DOCTOR), LegalBasis.PRACTITIONER_REFUSAL);
        }

        @Test
        void doesNotConcernAColleague() {
            Request.Builder colleague = doctor().practitioner("Practitioner/lan");
            assertPermits(decide(colleague, OWN, REFUSE_DOCTOR), LegalBasis.CUSTODIAN_TREATMENT);
        }

        @Test
        void losesNothingByAFurtherRefusalBeneathIt() {
            Provision further = Provision.deny()
                    .actor(new Actor.Practitioner(DOCTOR))
                    .except(Provision.deny().actor(new Actor.Facility("22021")).build())
                    .build();
            assertDenies(decide(doctor(), OWN, further), LegalBasis.PRACTITIONER_REFUSAL);
        }

        @Test
        void yieldsToItsOwnException() {
            Provision exception = Provision.deny()
                    .actor(new Actor.Practitioner(DOCTOR))
                    .except(Provision.permit().type("Observation").build())
                    .build();
            assertPermits(decide(doctor(), FOREIGN, exception), LegalBasis.PATIENT_CONSENT);
            assertDenies(decide(doctor(), OWN.of("Condition", "c"), exception), LegalBasis.PRACTITIONER_REFUSAL);
        }
    }

    @Nested
    class Oneself {
        @Test
        void seesEverything() {
            Request.Builder patient =
                    Request.at(NOW).relation(new Relation.Oneself()).purpose(Purpose.PATRQT);
            assertPermits(decide(patient, FOREIGN.labelled("V", "HIV"), REFUSE_ALL), LegalBasis.ONESELF);
        }
    }

    @Nested
    class ADelegate {
        private final Delegation labs = new Delegation(
                "RelatedPerson/mother",
                Period.until(NOW.plusSeconds(1)),
                Set.of("Observation"),
                Set.of(Action.ACCESS),
                Set.of("SEX"));

        private Decision decide(Delegation delegation, Action action, Row row) {
            return RuleOrderTest.decide(
                    Request.at(NOW).action(action).relation(new Relation.Delegate(delegation)), row);
        }

        @Test
        void seesWhatTheDelegationNames() {
            Decision decision = decide(labs, Action.ACCESS, FOREIGN);
            assertPermits(decision, LegalBasis.DELEGATION);
            assertThat(decision.provisions()).containsExactly(new ProvisionRef("RelatedPerson/mother", ""));
        }

        @Test
        void seesNoOtherTypeActionOrWithheldLabel() {
            assertDenies(decide(labs, Action.ACCESS, FOREIGN.of("Condition", "c")), LegalBasis.DEFAULT_POLICY);
            assertDenies(decide(labs, Action.CORRECT, FOREIGN), LegalBasis.DEFAULT_POLICY);
            assertDenies(decide(labs, Action.ACCESS, FOREIGN.labelled(null, "SEX")), LegalBasis.DEFAULT_POLICY);
        }

        @Test
        void seesNothingLabelledWhereWhatIsRestrictedIsWithheld() {
            Delegation parent = new Delegation("RelatedPerson/mother", Period.ALWAYS, Set.of(), Set.of(), Set.of("R"));
            assertPermits(decide(parent, Action.ACCESS, FOREIGN), LegalBasis.DELEGATION);
            assertPermits(decide(parent, Action.ACCESS, FOREIGN.labelled("N")), LegalBasis.DELEGATION);
            assertDenies(decide(parent, Action.ACCESS, FOREIGN.labelled(null, "HIV")), LegalBasis.DEFAULT_POLICY);
            assertDenies(decide(parent, Action.ACCESS, FOREIGN.labelled("N", "NEW")), LegalBasis.DEFAULT_POLICY);
            assertDenies(decide(parent, Action.ACCESS, FOREIGN.labelled("V")), LegalBasis.DEFAULT_POLICY);
        }

        @Test
        void isToldThatTheDelegationIsOver() {
            Decision decision =
                    decide(Delegation.unlimited("RelatedPerson/mother", Period.until(NOW)), Action.ACCESS, FOREIGN);
            assertDenies(decision, LegalBasis.DEFAULT_POLICY);
            assertThat(decision.reasons()).contains(Reason.DELEGATION_OVER);
        }
    }

    @Nested
    class TheCustodian {
        @Test
        void treatsAgainstARefusalOfAll() {
            assertPermits(decide(doctor(), OWN.labelled("R", "HIV"), REFUSE_ALL), LegalBasis.CUSTODIAN_TREATMENT);
        }

        @Test
        void succeedsTheFacilityThatWroteTheRow() {
            assertPermits(decide(doctor().predecessor("22001"), FOREIGN, REFUSE_ALL), LegalBasis.CUSTODIAN_TREATMENT);
        }

        @Test
        void operatesOnOrdinaryRowsOnly() {
            Request.Builder operations = doctor().purpose(new Purpose("HQUALIMP"));
            assertPermits(decide(operations, OWN), LegalBasis.CUSTODIAN_OPERATIONS);
            assertDenies(decide(operations, OWN.labelled("R", "HIV")), LegalBasis.DEFAULT_POLICY);
        }

        @Test
        void doesNotResearchWithoutAGrant() {
            assertDenies(decide(doctor().purpose(Purpose.HRESCH), OWN), LegalBasis.DEFAULT_POLICY);
        }
    }

    @Nested
    class AnEmergency {
        private final EmergencyAccess open = new EmergencyAccess("Task/glass", DOCTOR, NOW.plusSeconds(1));

        @Test
        void opensWhatWasRefused() {
            Decision decision = decide(doctor().emergency(open), FOREIGN, REFUSE_ALL);
            assertPermits(decision, LegalBasis.EMERGENCY);
            assertThat(decision.provisions()).containsExactly(new ProvisionRef("Task/glass", ""));
        }

        @Test
        void opensSensitiveRowsAndSaysSo() {
            Decision decision = decide(doctor().emergency(open).purpose(Purpose.BTG), FOREIGN.labelled("R", "HIV"));
            assertPermits(decision, LegalBasis.EMERGENCY);
            assertThat(decision.reasons()).contains(Reason.SENSITIVE_SHOWN_IN_EMERGENCY);
        }

        @Test
        void yieldsToARefusalThatHoldsInEmergencies() {
            Provision held = Provision.deny().label("HIV").holdsInEmergency().build();
            Decision decision = decide(doctor().emergency(open), FOREIGN.labelled("R", "HIV"), held);
            assertDenies(decision, LegalBasis.PATIENT_REFUSAL);
            assertThat(decision.reasons()).containsExactly(Reason.REFUSAL_HOLDS_IN_EMERGENCY);
            assertPermits(decide(doctor().emergency(open), FOREIGN, held), LegalBasis.EMERGENCY);
        }

        @Test
        void opensNothingForAnotherPurposeActionOrPractitioner() {
            assertDenies(decide(doctor().emergency(open).purpose(Purpose.HRESCH), FOREIGN), LegalBasis.DEFAULT_POLICY);
            assertDenies(decide(doctor().emergency(open).action(Action.DISCLOSE), FOREIGN), LegalBasis.DEFAULT_POLICY);
            assertDenies(
                    decide(doctor().emergency(open).practitioner("Practitioner/lan"), FOREIGN),
                    LegalBasis.DEFAULT_POLICY);
        }

        @Test
        void isOverAtItsEnd() {
            Decision decision = decide(doctor().emergency(new EmergencyAccess("e", DOCTOR, NOW)), FOREIGN);
            assertDenies(decision, LegalBasis.DEFAULT_POLICY);
            assertThat(decision.reasons()).contains(Reason.EMERGENCY_OVER);
        }
    }

    @Nested
    class ThePatientsConsents {
        @Test
        void openAnotherFacilitysRow() {
            Decision decision = decide(doctor(), FOREIGN, GRANT_VAN_DON);
            assertPermits(decision, LegalBasis.PATIENT_CONSENT);
            assertThat(decision.provisions()).containsExactly(new ProvisionRef("Consent/0", "provision"));
        }

        @Test
        void closeItWhenOneOfThemRefuses() {
            Decision decision = decide(doctor(), FOREIGN, GRANT_VAN_DON, REFUSE_ALL);
            assertDenies(decision, LegalBasis.PATIENT_REFUSAL);
            assertThat(decision.provisions()).containsExactly(new ProvisionRef("Consent/1", "provision"));
        }

        @Test
        void closeItWhenOneOfThemCannotBeRead() {
            Policy policy = new Policy(
                    List.of(
                            ConsentRecord.active("Consent/0", GRANT_VAN_DON),
                            new ConsentRecord.Unreadable("Consent/1", "It has no type.")),
                    DefaultPolicy.OPT_OUT);
            Decision decision = ConsentEngine.decide(doctor().build(), FOREIGN, policy);
            assertDenies(decision, LegalBasis.UNREADABLE_CONSENT);
            assertThat(decision.provisions()).containsExactly(new ProvisionRef("Consent/1", ""));
            assertPermits(ConsentEngine.decide(doctor().build(), OWN, policy), LegalBasis.CUSTODIAN_TREATMENT);
        }

        @Test
        void followAFacilityToItsSuccessor() {
            Provision toPredecessor =
                    Provision.permit().actor(new Actor.Facility("22020")).build();
            assertDenies(decide(doctor(), FOREIGN, toPredecessor), LegalBasis.DEFAULT_POLICY);
            assertPermits(decide(doctor().predecessor("22020"), FOREIGN, toPredecessor), LegalBasis.PATIENT_CONSENT);
        }

        @Test
        void grantNothingToACallerWithoutAProfessionUnlessNamed() {
            Provision toAnyone = Provision.permit().build();
            assertDenies(decide(Request.at(NOW), FOREIGN, toAnyone), LegalBasis.DEFAULT_POLICY);
            assertPermits(decide(doctor(), FOREIGN, toAnyone), LegalBasis.PATIENT_CONSENT);
            Provision toTeam =
                    Provision.permit().actor(new Actor.CareTeam("CareTeam/t")).build();
            assertPermits(decide(Request.at(NOW).careTeam("CareTeam/t"), FOREIGN, toTeam), LegalBasis.PATIENT_CONSENT);
        }
    }

    @Nested
    class AConsultation {
        private Consultation sent(String... labels) {
            return new Consultation(
                    "Task/1", Set.of("Observation/o"), Set.of(labels), new Period(NOW, NOW.plusSeconds(1)));
        }

        @Test
        void opensWhatItsPackageNames() {
            Decision decision = decide(doctor().consultation(sent()), FOREIGN);
            assertPermits(decision, LegalBasis.CONSULTATION);
            assertThat(decision.provisions()).containsExactly(new ProvisionRef("Task/1", ""));
            assertDenies(
                    decide(doctor().consultation(sent()), FOREIGN.of("Observation", "p")), LegalBasis.DEFAULT_POLICY);
            assertDenies(
                    decide(doctor().consultation(sent()), FOREIGN.of("Condition", "o")), LegalBasis.DEFAULT_POLICY);
        }

        @Test
        void opensASensitiveRowOnlyWithItsLabel() {
            SampleRow row = FOREIGN.labelled("R", "HIV", "PSY");
            assertDenies(decide(doctor().consultation(sent("HIV")), row), LegalBasis.DEFAULT_POLICY);
            assertPermits(decide(doctor().consultation(sent("HIV", "PSY")), row), LegalBasis.CONSULTATION);
        }

        @Test
        void yieldsToARefusal() {
            assertDenies(decide(doctor().consultation(sent()), FOREIGN, REFUSE_ALL), LegalBasis.PATIENT_REFUSAL);
        }

        @Test
        void isOpenFromAcceptanceUntilClosing() {
            for (Duration shift : List.of(Duration.ofSeconds(-1), Duration.ofSeconds(1))) {
                Request.Builder request = Request.at(NOW.plus(shift))
                        .practitioner(DOCTOR)
                        .facility(VAN_DON)
                        .consultation(sent());
                assertThat(decide(request, FOREIGN).reasons()).contains(Reason.CONSULTATION_NOT_OPEN);
            }
        }
    }

    @Nested
    class TheDefaultPolicy {
        private final Policy optOut = new Policy(List.of(), DefaultPolicy.OPT_OUT);

        private Decision byDefault(Request.Builder request, Row row) {
            return ConsentEngine.decide(request.build(), row, optOut);
        }

        @Test
        void closesUnlessConfiguredToBeOpen() {
            assertDenies(decide(doctor(), FOREIGN), LegalBasis.DEFAULT_POLICY);
            assertPermits(byDefault(doctor(), FOREIGN), LegalBasis.DEFAULT_POLICY);
        }

        @Test
        void neverOpensSensitiveRows() {
            Decision decision = byDefault(doctor(), FOREIGN.labelled(null, "PSY"));
            assertDenies(decision, LegalBasis.DEFAULT_POLICY);
            assertThat(decision.reasons()).contains(Reason.SENSITIVE_WITHOUT_NAMED_GRANT);
            assertDenies(byDefault(doctor(), FOREIGN.labelled("R")), LegalBasis.DEFAULT_POLICY);
        }

        @Test
        void opensToFacilitiesForTreatmentOnly() {
            assertDenies(byDefault(Request.at(NOW), FOREIGN), LegalBasis.DEFAULT_POLICY);
            assertDenies(byDefault(doctor().purpose(Purpose.HRESCH), FOREIGN), LegalBasis.DEFAULT_POLICY);
            assertDenies(byDefault(doctor().action(Action.DISCLOSE), FOREIGN), LegalBasis.DEFAULT_POLICY);
        }
    }
}
