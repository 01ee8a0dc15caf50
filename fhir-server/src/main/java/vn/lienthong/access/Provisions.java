package vn.lienthong.access;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import vn.lienthong.consent.Actor;
import vn.lienthong.consent.ConsentRecord;
import vn.lienthong.consent.Period;
import vn.lienthong.consent.Policy;
import vn.lienthong.consent.Provision;
import vn.lienthong.consent.ProvisionRef;

/** Finds provisions of a policy again by the paths that decisions name. */
final class Provisions {

    private static final Pattern STEP = Pattern.compile("provision\\[(\\d+)]");

    private Provisions() {}

    /** @param holds as long as the Consent, the provision and all that hold it do */
    record Found(Provision provision, Period holds) {}

    static Optional<Found> find(Policy policy, ProvisionRef reference) {
        return policy.consents().stream()
                .filter(consent -> consent.id().equals(reference.source()))
                .filter(ConsentRecord.Understood.class::isInstance)
                .findFirst()
                .flatMap(consent -> find((ConsentRecord.Understood) consent, reference.path()));
    }

    private static Optional<Found> find(ConsentRecord.Understood consent, String path) {
        var at = consent.root();
        var holds = consent.validity().and(at.period());
        var step = STEP.matcher(path);
        while (step.find() && holds.isPresent()) {
            at = at.exceptions().get(Integer.parseInt(step.group(1)));
            holds = holds.get().and(at.period());
        }
        var provision = at;
        return holds.map(period -> new Found(provision, period));
    }

    static Stream<Actor> actors(Policy policy) {
        return all(policy).flatMap(provision -> provision.actors().stream());
    }

    static Stream<Provision> all(Policy policy) {
        return policy.consents().stream()
                .filter(ConsentRecord.Understood.class::isInstance)
                .flatMap(consent -> all((ConsentRecord.Understood) consent));
    }

    /** The provisions of a Consent, its root among them; on a stack of its own, as nesting may be deep. */
    static Stream<Provision> all(ConsentRecord.Understood consent) {
        var all = new ArrayList<Provision>();
        var rest = new ArrayDeque<>(List.of(consent.root()));
        while (!rest.isEmpty()) {
            var provision = rest.pop();
            all.add(provision);
            rest.addAll(provision.exceptions());
        }
        return all.stream();
    }
}
