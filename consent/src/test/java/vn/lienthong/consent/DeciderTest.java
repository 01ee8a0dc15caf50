package vn.lienthong.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.consent.RandomWorlds.NOW;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The prepared form: the same answers, for many rows, whatever the input. */
class DeciderTest {

    private static final Request DOCTOR =
            Request.at(NOW).practitioner("Practitioner/p").build();

    private static Policy policy(Provision root) {
        return new Policy(List.of(ConsentRecord.active("c", root)), DefaultPolicy.OPT_IN);
    }

    @Test
    void remembersNothingFromTheRowBefore() {
        RandomWorlds.seeds(8).forEach(seed -> {
            World world = RandomWorlds.of(seed);
            List<Decision> together = world.decisions();
            for (int i = 0; i < together.size(); i++) {
                assertThat(ConsentEngine.decide(world.request(), world.rows().get(i), world.policy()))
                        .as("seed %d, row %d", seed, i)
                        .isEqualTo(together.get(i));
            }
        });
    }

    @Test
    void givesRowsThatFareAlikeTheSameDecision() {
        Decider decider =
                ConsentEngine.prepare(DOCTOR, policy(Provision.permit().build()));
        assertThat(decider.decide(SampleRow.observation()))
                .isSameAs(decider.decide(SampleRow.observation().of("Condition", "c")));
    }

    @Test
    void needsOnlyTheColumnsThatAProvisionForThisCallerLooksAt() {
        Provision root = Provision.permit()
                .code("icd|I10")
                .except(
                        Provision.deny()
                                .data(DataReference.Meaning.AUTHORED_BY, "Practitioner/a")
                                .build(),
                        Provision.deny()
                                .actor(new Actor.Practitioner("Practitioner/q"))
                                .data(DataReference.Meaning.RELATED, "Encounter/e")
                                .build())
                .build();
        assertThat(ConsentEngine.prepare(DOCTOR, policy(root)).needs())
                .containsExactlyInAnyOrder(Need.CODES, Need.AUTHORS);
        Request oneself = Request.at(NOW).relation(new Relation.Oneself()).build();
        assertThat(ConsentEngine.prepare(oneself, policy(root)).needs()).isEmpty();
    }

    @Test
    void asksARowForNothingThatItDoesNotNeed() {
        RandomWorlds.seeds(8).forEach(seed -> {
            World world = RandomWorlds.of(seed);
            Decider decider = ConsentEngine.prepare(world.request(), world.policy());
            for (SampleRow row : world.rows()) {
                Asked asked = new Asked(row);
                decider.decide(asked);
                assertThat(decider.needs()).as("seed %d", seed).containsAll(asked.asked);
            }
        });
    }

    @Test
    void deniesARowThatCannotBeRead() {
        Decider decider = ConsentEngine.prepare(
                DOCTOR, policy(Provision.permit().code("icd|I10").build()));
        Row broken = new Asked(SampleRow.observation()) {
            @Override
            public Set<String> codes() {
                throw new IllegalStateException("The column is torn.");
            }
        };
        assertThat(decider.decide(broken).basis()).isEqualTo(LegalBasis.UNDECIDABLE);
        assertThat(decider.decide(null).permits()).isFalse();
        assertThat(decider.decide(SampleRow.observation().coded("icd|I10")).permits())
                .isTrue();
    }

    @Test
    @SuppressWarnings("NullAway") // a caller outside the null-checked world may hand in what the types forbid
    void deniesWhereRequestOrPolicyIsMissing() {
        Row row = SampleRow.observation();
        assertThat(ConsentEngine.decide(null, row, policy(Provision.permit().build()))
                        .permits())
                .isFalse();
        assertThat(ConsentEngine.decide(DOCTOR, row, null).permits()).isFalse();
        assertThat(ConsentEngine.prepare(DOCTOR, null).needs()).isEmpty();
    }

    @Test
    void decidesBeneathTenThousandNestedProvisions() {
        Provision provision = Provision.permit().build();
        for (int i = 0; i < 10_000; i++) {
            provision = Provision.deny().except(provision).build();
        }
        Decision decision = ConsentEngine.decide(DOCTOR, SampleRow.observation(), policy(provision));
        assertThat(decision.permits()).isTrue();
        assertThat(decision.provisions().getFirst().path())
                .endsWith("provision[0]")
                .hasSize(9 + 10_000 * 13);
    }

    @Test
    void decidesAmongManyProvisionsWithALimitedExplanation() {
        List<Provision> siblings = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            siblings.add(Provision.deny().code("icd|" + i, "icd|I10").build());
        }
        Provision root =
                Provision.permit().except(siblings.toArray(Provision[]::new)).build();
        Decider decider = ConsentEngine.prepare(DOCTOR, policy(root));
        assertThat(decider.decide(SampleRow.observation()).permits()).isTrue();
        Decision refusal = decider.decide(SampleRow.observation().coded("icd|I10"));
        assertThat(refusal.permits()).isFalse();
        assertThat(refusal.provisions()).hasSize(Decision.MOST_PROVISIONS);
        assertThat(decider.decide(SampleRow.observation().coded("icd|4999")).provisions())
                .containsExactly(new ProvisionRef("c", "provision.provision[4999]"));
    }

    @Test
    void decidesTypesThatNobodyHasHeardOf() {
        Decider decider = ConsentEngine.prepare(
                DOCTOR, policy(Provision.permit().type("T999").build()));
        for (int i = 0; i < 1_000; i++) {
            assertThat(decider.decide(SampleRow.observation().of("T" + i, "x")).permits())
                    .isEqualTo(i == 999);
        }
    }

    /** A row that notes which costly columns were asked for. */
    private static class Asked implements Row {
        private final SampleRow row;
        private final Set<Need> asked = EnumSet.noneOf(Need.class);

        Asked(SampleRow row) {
            this.row = row;
        }

        @Override
        public String type() {
            return row.type();
        }

        @Override
        public String id() {
            return row.id();
        }

        @Override
        public String custodian() {
            return row.custodian();
        }

        @Override
        public @Nullable Instant clinicalStart() {
            return row.clinicalStart();
        }

        @Override
        public @Nullable Instant clinicalEnd() {
            return row.clinicalEnd();
        }

        @Override
        public Instant lastUpdated() {
            return row.lastUpdated();
        }

        @Override
        public @Nullable String confidentiality() {
            return row.confidentiality();
        }

        @Override
        public Set<String> sensitivity() {
            return row.sensitivity();
        }

        @Override
        public Set<String> codes() {
            asked.add(Need.CODES);
            return row.codes();
        }

        @Override
        public Set<String> authors() {
            asked.add(Need.AUTHORS);
            return row.authors();
        }

        @Override
        public @Nullable String encounter() {
            asked.add(Need.ENCOUNTER);
            return row.encounter();
        }
    }
}
