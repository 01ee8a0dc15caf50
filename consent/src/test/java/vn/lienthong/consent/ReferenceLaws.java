package vn.lienthong.consent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The engine agrees with the naive reference in worlds drawn at random. */
class ReferenceLaws {

    /** The rules whose provisions the reference names as well. */
    private static final Set<LegalBasis> BY_CONSENT =
            EnumSet.of(LegalBasis.PRACTITIONER_REFUSAL, LegalBasis.PATIENT_REFUSAL, LegalBasis.PATIENT_CONSENT);

    /** What no row of a sound world leads to, and the duties, which are weighed when the engine has denied. */
    private static final Set<LegalBasis> NOT_OF_THE_ENGINE =
            EnumSet.of(LegalBasis.UNDECIDABLE, LegalBasis.OWN_REQUEST, LegalBasis.OVERSIGHT);

    @Test
    void theEngineAgreesWithTheReferenceInRandomWorlds() {
        Map<LegalBasis, Integer> seen = new EnumMap<>(LegalBasis.class);
        RandomWorlds.seeds(1).forEach(seed -> {
            World world = RandomWorlds.of(seed);
            agree(world, "seed " + seed).forEach(decision -> seen.merge(decision.basis(), 1, Integer::sum));
        });
        assertThat(seen.keySet())
                .as("a law that never met one of the rules proves nothing about it")
                .isEqualTo(EnumSet.complementOf(EnumSet.copyOf(NOT_OF_THE_ENGINE)));
    }

    static List<Decision> agree(World world, String name) {
        ReferenceEngine reference = new ReferenceEngine(world.request(), world.policy());
        List<Decision> decisions = world.decisions();
        for (int i = 0; i < decisions.size(); i++) {
            agree(decisions.get(i), reference.decide(world.rows().get(i)), world, name + ", row " + i);
        }
        return decisions;
    }

    private static void agree(Decision decision, ReferenceEngine.Answer answer, World world, String name) {
        boolean same = decision.permits() == answer.permits()
                && decision.basis() == answer.basis()
                && (!BY_CONSENT.contains(answer.basis()) || sameProvisions(decision, answer, world.policy()));
        if (!same) {
            throw new AssertionError(name + ": engine " + decision + "\nreference " + answer + "\n" + world);
        }
    }

    /** A refusal lists the unreadable Consents too, which the reference leaves out. */
    private static boolean sameProvisions(Decision decision, ReferenceEngine.Answer answer, Policy policy) {
        Set<String> unreadable = policy.consents().stream()
                .filter(ConsentRecord.Unreadable.class::isInstance)
                .map(ConsentRecord::id)
                .collect(java.util.stream.Collectors.toSet());
        List<ProvisionRef> told = decision.provisions().stream()
                .filter(ref -> !(ref.path().isEmpty() && unreadable.contains(ref.source())))
                .toList();
        return Set.copyOf(told).equals(answer.provisions()) && Set.copyOf(told).size() == told.size();
    }
}
