package vn.lienthong.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.consent.RandomWorlds.NOW;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** The engine agrees with the naive reference in every world that a small vocabulary can spell. */
class SmallWorldsLaws {

    private static final Instant YESTERDAY = NOW.minus(Duration.ofDays(1));
    private static final Instant TOMORROW = NOW.plus(Duration.ofDays(1));
    private static final String DOCTOR = "Practitioner/p";
    private static final CallingFacility HOSPITAL = new CallingFacility("22021", FacilityLevel.DISTRICT, true, true);

    /** What a provision of the enumerated trees may state, besides its type. */
    private static final List<UnaryOperator<Provision.Builder>> CRITERIA = List.of(
            b -> b,
            b -> b.actor(new Actor.Practitioner(DOCTOR)),
            b -> b.actor(new Actor.Facility("22021")),
            b -> b.type("Observation"),
            b -> b.label("HIV"),
            b -> b.label("N"),
            b -> b.purpose(Purpose.BTG),
            b -> b.period(Period.until(NOW)));

    private static final List<SampleRow> ROWS = List.of(
            SampleRow.observation(),
            SampleRow.observation().of("Condition", "c"),
            SampleRow.observation().labelled(null, "HIV"),
            SampleRow.observation().labelled("R").by("22021"));

    private int worlds;

    @Test
    void forEveryTreeOfUpToThreeProvisions() {
        List<Request> requests = List.of(
                Request.at(NOW).practitioner(DOCTOR).facility(HOSPITAL).build(),
                Request.at(NOW).practitioner(DOCTOR).purpose(Purpose.BTG).build(),
                Request.at(NOW).facility(HOSPITAL).purpose(Purpose.HRESCH).build());
        List<Provision.Type> types = List.of(Provision.Type.values());
        for (Provision first : leaves()) {
            agreeOnTree(first, requests);
            for (Provision second : leaves()) {
                agreeOnTree(except(first, second), requests);
                for (Provision third : leaves()) {
                    agreeOnTree(except(first, second, third), requests);
                    agreeOnTree(except(first, except(second, third)), requests);
                }
            }
        }
        int leaves = CRITERIA.size() * types.size();
        assertThat(worlds).isEqualTo(requests.size() * (leaves + leaves * leaves + 2 * leaves * leaves * leaves));
    }

    @Test
    void forEveryPairOfConsents() {
        Request request =
                Request.at(NOW).practitioner(DOCTOR).facility(HOSPITAL).build();
        for (Provision first : leaves()) {
            for (Provision second : leaves()) {
                for (ConsentRecord one : recorded(first)) {
                    for (ConsentRecord other : recorded(second)) {
                        agree(request, List.of(one, other), DefaultPolicy.OPT_OUT, ROWS);
                    }
                }
            }
        }
        assertThat(worlds).isEqualTo(16 * 16 * 6 * 6);
    }

    @Test
    void forEveryMixOfRules() {
        List<List<ConsentRecord>> policies = subsets(decisions());
        for (Request request : requests()) {
            for (List<ConsentRecord> consents : policies) {
                for (DefaultPolicy defaultPolicy : DefaultPolicy.values()) {
                    agree(request, consents, defaultPolicy, ROWS);
                }
            }
        }
        assertThat(worlds).isEqualTo(4 * 3 * 4 * 4 * 2 * 64 * 2);
    }

    private void agreeOnTree(Provision root, List<Request> requests) {
        for (Request request : requests) {
            agree(request, List.of(ConsentRecord.active("c", root)), DefaultPolicy.OPT_IN, ROWS);
        }
    }

    private void agree(
            Request request, List<ConsentRecord> consents, DefaultPolicy defaultPolicy, List<SampleRow> rows) {
        ReferenceLaws.agree(new World(request, new Policy(consents, defaultPolicy), rows), "world " + worlds);
        worlds++;
    }

    private static List<Provision> leaves() {
        List<Provision> leaves = new ArrayList<>();
        for (UnaryOperator<Provision.Builder> criterion : CRITERIA) {
            leaves.add(criterion.apply(Provision.permit()).build());
            leaves.add(criterion.apply(Provision.deny()).build());
        }
        return leaves;
    }

    private static Provision except(Provision provision, Provision... exceptions) {
        return new Provision(
                provision.type(),
                provision.actors(),
                provision.purposes(),
                provision.actions(),
                provision.types(),
                provision.codes(),
                provision.labels(),
                provision.dataPeriod(),
                provision.data(),
                provision.period(),
                provision.holdsInEmergency(),
                List.of(exceptions));
    }

    /** The same provision in Consents of each standing. */
    private static List<ConsentRecord> recorded(Provision root) {
        ConsentRecord.Status active = ConsentRecord.Status.ACTIVE;
        ConsentRecord.Verification verified = ConsentRecord.Verification.VERIFIED;
        return List.of(
                new ConsentRecord.Understood("c", active, verified, Period.ALWAYS, null, root),
                new ConsentRecord.Understood("c", active, verified, Period.until(NOW), null, root),
                new ConsentRecord.Understood("c", active, verified, Period.from(NOW), null, root),
                new ConsentRecord.Understood(
                        "c", active, ConsentRecord.Verification.UNVERIFIED, Period.ALWAYS, null, root),
                new ConsentRecord.Understood("c", ConsentRecord.Status.INACTIVE, verified, Period.ALWAYS, null, root),
                new ConsentRecord.Unreadable("c", "Nobody knows."));
    }

    private static List<ConsentRecord> decisions() {
        return List.of(
                ConsentRecord.active(
                        "named",
                        Provision.deny()
                                .actor(new Actor.Practitioner(DOCTOR))
                                .type("Condition")
                                .build()),
                ConsentRecord.active("refusal", Provision.deny().label("R").build()),
                ConsentRecord.active(
                        "held",
                        Provision.deny().type("Condition").holdsInEmergency().build()),
                ConsentRecord.active(
                        "grant",
                        Provision.permit().actor(new Actor.Facility("22021")).build()),
                ConsentRecord.active(
                        "label",
                        Provision.permit()
                                .actor(new Actor.Practitioner(DOCTOR))
                                .label("HIV")
                                .build()),
                new ConsentRecord.Unreadable("unreadable", "Nobody knows."));
    }

    private static List<Request> requests() {
        List<Relation> relations = List.of(
                new Relation.None(),
                new Relation.Oneself(),
                new Relation.Delegate(
                        new Delegation("d", Period.from(NOW), Set.of("Observation"), Set.of(), Set.of("HIV"))),
                new Relation.Delegate(Delegation.unlimited("d", Period.until(NOW))));
        List<UnaryOperator<Request.Builder>> emergencies = List.of(
                b -> b,
                b -> b.emergency(new EmergencyAccess("e", DOCTOR, TOMORROW)),
                b -> b.emergency(
                        new EmergencyAccess("e", DOCTOR, NOW), new EmergencyAccess("f", "Practitioner/q", TOMORROW)));
        List<UnaryOperator<Request.Builder>> consultations = List.of(
                b -> b,
                b -> b.consultation(consultation(new Period(YESTERDAY, TOMORROW))),
                b -> b.consultation(consultation(new Period(YESTERDAY, TOMORROW), "HIV")),
                b -> b.consultation(consultation(new Period(YESTERDAY, NOW), "HIV")));
        List<Request> requests = new ArrayList<>();
        for (Relation relation : relations) {
            for (UnaryOperator<Request.Builder> emergency : emergencies) {
                for (UnaryOperator<Request.Builder> consultation : consultations) {
                    for (Purpose purpose : List.of(Purpose.TREAT, Purpose.HOPERAT, Purpose.BTG, Purpose.HRESCH)) {
                        for (Action action : List.of(Action.ACCESS, Action.DISCLOSE)) {
                            Request.Builder request = Request.at(NOW)
                                    .practitioner(DOCTOR)
                                    .facility(HOSPITAL)
                                    .relation(relation)
                                    .purpose(purpose)
                                    .action(action);
                            requests.add(
                                    consultation.apply(emergency.apply(request)).build());
                        }
                    }
                }
            }
        }
        return requests;
    }

    private static Consultation consultation(Period open, String... labels) {
        return new Consultation("t", Set.of("Observation/o"), Set.of(labels), open);
    }

    private static <T> List<List<T>> subsets(List<T> all) {
        List<List<T>> subsets = new ArrayList<>();
        for (int chosen = 0; chosen < 1 << all.size(); chosen++) {
            List<T> subset = new ArrayList<>();
            for (int i = 0; i < all.size(); i++) {
                if ((chosen >> i & 1) == 1) {
                    subset.add(all.get(i));
                }
            }
            subsets.add(subset);
        }
        return subsets;
    }
}
