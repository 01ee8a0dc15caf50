package vn.lienthong.consent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What holds in every world, whatever the rules say in detail. */
class PolicyLaws {

    private static final Set<LegalBasis> BEFORE_CONSENTS = Set.of(
            LegalBasis.ONESELF,
            LegalBasis.DELEGATION,
            LegalBasis.CUSTODIAN_TREATMENT,
            LegalBasis.CUSTODIAN_OPERATIONS,
            LegalBasis.EMERGENCY);

    @Test
    void addingARefusalNeverShowsMore() {
        inWorlds((world, draw) -> {
            Provision refusal = draw.provision(Provision.Type.DENY, 0);
            showsNoMore(world, adding(world, draw.understood("new", refusal)));
        });
    }

    @Test
    void addingARefusalBeneathAnyProvisionNeverShowsMore() {
        inWorlds((world, draw) -> {
            Provision refusal = draw.provision(Provision.Type.DENY, 0);
            showsNoMore(world, eachRoot(world, root -> beneathAll(root, refusal)));
        });
    }

    @Test
    void addingAGrantNeverOpensWhatIsRefused() {
        inWorlds((world, draw) -> {
            Provision grant = grantOnly(draw.provision(Provision.Type.PERMIT, 2));
            List<Decision> before = world.decisions();
            List<Decision> after = adding(world, draw.understood("new", grant)).decisions();
            for (int i = 0; i < before.size(); i++) {
                if (Set.of(LegalBasis.PATIENT_REFUSAL, LegalBasis.PRACTITIONER_REFUSAL, LegalBasis.UNREADABLE_CONSENT)
                        .contains(before.get(i).basis())) {
                    assertThat(after.get(i)).isEqualTo(before.get(i));
                }
            }
        });
    }

    @Test
    void theOrderAndRepetitionOfConsentsDoNotMatter() {
        inWorlds((world, draw) -> {
            List<ConsentRecord> shuffled = new ArrayList<>(world.policy().consents());
            shuffled.addAll(world.policy().consents());
            Collections.shuffle(shuffled, new Random(world.hashCode()));
            same(world, world.with(new Policy(shuffled, world.policy().defaultPolicy())));
        });
    }

    @Test
    void theOrderAndRepetitionOfProvisionsDoNotMatter() {
        inWorlds((world, draw) ->
                same(world, eachRoot(world, root -> shuffledTwice(root, new Random(world.hashCode())))));
    }

    @Test
    void anEndedConsentIsAnAbsentConsent() {
        inWorlds((world, draw) -> {
            Provision root = draw.provision(Provision.Type.DENY, 2);
            Period over = Period.until(RandomWorlds.NOW);
            Period ahead = Period.from(RandomWorlds.NOW.plusNanos(1));
            for (ConsentRecord ended : List.of(
                    recorded(ConsentRecord.Status.ACTIVE, over, root),
                    recorded(ConsentRecord.Status.ACTIVE, ahead, root),
                    recorded(ConsentRecord.Status.INACTIVE, Period.ALWAYS, root),
                    recorded(ConsentRecord.Status.ENTERED_IN_ERROR, Period.ALWAYS, root),
                    recorded(ConsentRecord.Status.ACTIVE, Period.ALWAYS, during(root, over)))) {
                same(world, adding(world, ended));
            }
        });
    }

    @Test
    void anEndedProvisionIsAnAbsentProvision() {
        inWorlds((world, draw) -> {
            Provision ended = during(draw.provision(Provision.Type.PERMIT, 2), Period.until(RandomWorlds.NOW));
            same(world, eachRoot(world, root -> beneathAll(root, ended)));
        });
    }

    @Test
    void whatIsOverOpensNothing() {
        inWorlds((world, draw) -> {
            Request.Builder request = Request.at(world.request().now().plus(Duration.ofDays(10)))
                    .practitioner("Practitioner/p")
                    .relation(new Relation.Delegate(Delegation.unlimited("d", Period.until(RandomWorlds.NOW))))
                    .emergency(new EmergencyAccess("e", "Practitioner/p", RandomWorlds.NOW))
                    .consultation(
                            new Consultation("t", Set.of("Observation/a"), Set.of(), Period.until(RandomWorlds.NOW)));
            Request nothing = Request.at(world.request().now().plus(Duration.ofDays(10)))
                    .practitioner("Practitioner/p")
                    .build();
            same(world.with(nothing), world.with(request.build()));
        });
    }

    @Test
    void theDefaultAppliesWhereNothingElseMatches() {
        inWorlds((world, draw) -> {
            Policy none = new Policy(List.of(), DefaultPolicy.OPT_IN);
            Request stranger = Request.at(world.request().now())
                    .practitioner("Practitioner/p")
                    .purpose(world.request().purpose())
                    .action(world.request().action())
                    .build();
            assertThat(world.with(none).with(stranger).decisions()).allSatisfy(decision -> {
                assertThat(decision.permits()).isFalse();
                assertThat(decision.basis()).isEqualTo(LegalBasis.DEFAULT_POLICY);
            });
        });
    }

    @Test
    void optingOutByDefaultOpensOrdinaryRowsOnly() {
        inWorlds((world, draw) -> {
            List<Decision> in = with(world, DefaultPolicy.OPT_IN).decisions();
            List<Decision> out = with(world, DefaultPolicy.OPT_OUT).decisions();
            for (int i = 0; i < in.size(); i++) {
                if (in.get(i).permits() != out.get(i).permits()) {
                    assertThat(out.get(i).permits()).isTrue();
                    assertThat(world.rows().get(i).sensitivity()).isEmpty();
                    assertThat(world.rows().get(i).confidentiality()).isIn(null, "U", "L", "M", "N");
                }
            }
        });
    }

    @Test
    void anUnreadableConsentClosesAllButTheRulesBeforeIt() {
        inWorlds((world, draw) -> assertThat(
                        adding(world, new ConsentRecord.Unreadable("new", "?")).decisions())
                .filteredOn(Decision::permits)
                .allSatisfy(decision -> assertThat(decision.basis()).isIn(BEFORE_CONSENTS)));
    }

    @Test
    void anUnverifiedConsentNeverShowsMore() {
        inWorlds((world, draw) -> showsNoMore(
                world,
                adding(
                        world,
                        new ConsentRecord.Understood(
                                "new",
                                ConsentRecord.Status.ACTIVE,
                                ConsentRecord.Verification.UNVERIFIED,
                                Period.ALWAYS,
                                null,
                                draw.provision(Provision.Type.PERMIT, 3)))));
    }

    @Test
    void hivStaysWithThoseWhoTreatThePersonAndTheCustodian() {
        inWorlds((world, draw) -> {
            List<Decision> decisions = world.decisions();
            for (int i = 0; i < decisions.size(); i++) {
                if (world.rows().get(i).sensitivity().contains("HIV")
                        && decisions.get(i).permits()
                        && !world.request().purpose().isA(Purpose.TREAT)) {
                    assertThat(decisions.get(i).basis()).isIn(LegalBasis.ONESELF, LegalBasis.DELEGATION);
                }
            }
        });
    }

    @Test
    void whenItWasRecordedDoesNotMatter() {
        inWorlds((world, draw) -> same(world, each(world, consent -> switch (consent) {
            case ConsentRecord.Understood c ->
                new ConsentRecord.Understood(
                        c.id(), c.status(), c.verification(), c.validity(), RandomWorlds.NOW.plusSeconds(60), c.root());
            case ConsentRecord.Unreadable u -> u;
        })));
    }

    private static void inWorlds(BiConsumer<World, RandomWorlds> law) {
        RandomWorlds.seeds(8).forEach(seed -> {
            try {
                law.accept(RandomWorlds.of(seed), RandomWorlds.seeded(~seed));
            } catch (AssertionError broken) {
                throw new AssertionError("Broken with seed " + seed + " in " + RandomWorlds.of(seed), broken);
            }
        });
    }

    private static void showsNoMore(World before, World after) {
        List<Decision> old = before.decisions();
        List<Decision> now = after.decisions();
        for (int i = 0; i < old.size(); i++) {
            if (now.get(i).permits()) {
                assertThat(old.get(i).permits()).isTrue();
            }
        }
    }

    /** Paths count positions and provisions may be told twice, so the deciding provisions themselves are left out. */
    private static void same(World one, World other) {
        List<Decision> expected = one.decisions();
        List<Decision> actual = other.decisions();
        for (int i = 0; i < expected.size(); i++) {
            assertThat(actual.get(i).permits()).isEqualTo(expected.get(i).permits());
            assertThat(actual.get(i).basis()).isEqualTo(expected.get(i).basis());
        }
    }

    private static World adding(World world, ConsentRecord consent) {
        List<ConsentRecord> more = new ArrayList<>(world.policy().consents());
        more.add(consent);
        return world.with(new Policy(more, world.policy().defaultPolicy()));
    }

    private static World with(World world, DefaultPolicy defaultPolicy) {
        return world.with(new Policy(world.policy().consents(), defaultPolicy));
    }

    private static World each(World world, UnaryOperator<ConsentRecord> change) {
        return world.with(new Policy(
                world.policy().consents().stream().map(change).toList(),
                world.policy().defaultPolicy()));
    }

    private static World eachRoot(World world, UnaryOperator<Provision> change) {
        return each(world, consent -> switch (consent) {
            case ConsentRecord.Understood c ->
                new ConsentRecord.Understood(
                        c.id(), c.status(), c.verification(), c.validity(), c.recorded(), change.apply(c.root()));
            case ConsentRecord.Unreadable u -> u;
        });
    }

    private static ConsentRecord recorded(ConsentRecord.Status status, Period validity, Provision root) {
        return new ConsentRecord.Understood("new", status, ConsentRecord.Verification.VERIFIED, validity, null, root);
    }

    private static Provision beneathAll(Provision provision, Provision added) {
        List<Provision> exceptions = new ArrayList<>();
        provision.exceptions().forEach(exception -> exceptions.add(beneathAll(exception, added)));
        exceptions.add(added);
        return copy(provision, provision.type(), provision.period(), exceptions);
    }

    private static Provision shuffledTwice(Provision provision, Random random) {
        List<Provision> exceptions = new ArrayList<>();
        provision.exceptions().forEach(exception -> exceptions.add(shuffledTwice(exception, random)));
        exceptions.addAll(provision.exceptions());
        Collections.shuffle(exceptions, random);
        return copy(provision, provision.type(), provision.period(), exceptions);
    }

    private static Provision grantOnly(Provision provision) {
        return copy(
                provision,
                Provision.Type.PERMIT,
                provision.period(),
                provision.exceptions().stream().map(PolicyLaws::grantOnly).toList());
    }

    private static Provision during(Provision provision, Period period) {
        return copy(provision, provision.type(), period, provision.exceptions());
    }

    private static Provision copy(Provision p, Provision.Type type, Period period, List<Provision> exceptions) {
        return new Provision(
                type,
                p.actors(),
                p.purposes(),
                p.actions(),
                p.types(),
                p.codes(),
                p.labels(),
                p.dataPeriod(),
                p.data(),
                period,
                type == Provision.Type.DENY && p.holdsInEmergency(),
                exceptions);
    }
}
