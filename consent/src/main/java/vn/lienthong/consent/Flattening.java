package vn.lienthong.consent;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lays the provisions that concern a request out in one row, parents before the exceptions beneath them, so that the
 * exceptions of a provision are the numbers up to its {@code end}.
 *
 * <p>Works on a stack of its own: a Consent may nest deeper than the thread's stack could follow.
 */
final class Flattening {

    private final Request request;
    private final List<Node> nodes = new ArrayList<>();
    private final Deque<Step> steps = new ArrayDeque<>();

    Flattening(Request request) {
        this.request = request;
    }

    /** A provision that concerns the request; its end is known once its Consent is laid out. */
    static final class Node {
        final Provision.Type type;
        final Criteria criteria;
        int end;
        private final Place place;
        private @Nullable ProvisionRef reference;

        private Node(Provision.Type type, Criteria criteria, Place place) {
            this.type = type;
            this.criteria = criteria;
            this.place = place;
        }

        ProvisionRef reference() {
            ProvisionRef known = reference;
            if (known == null) {
                known = place.reference();
                reference = known;
            }
            return known;
        }
    }

    /** Where a provision stands; its path is only written out when somebody is told. */
    record Place(String consent, @Nullable Place parent, int position) {

        ProvisionRef reference() {
            Deque<String> parts = new ArrayDeque<>();
            Place at = this;
            while (at.parent != null) {
                parts.push("provision[" + at.position + "]");
                at = at.parent;
            }
            parts.push("provision");
            return new ProvisionRef(consent, String.join(".", parts));
        }
    }

    private sealed interface Step {
        record Enter(Provision provision, Place place, Criteria inherited) implements Step {}

        record Leave(Node node) implements Step {}
    }

    void add(ConsentRecord.Understood consent) {
        boolean mayGrant = consent.verification() != ConsentRecord.Verification.UNVERIFIED;
        steps.push(new Step.Enter(consent.root(), new Place(consent.id(), null, 0), Criteria.ALL));
        while (!steps.isEmpty()) {
            switch (steps.pop()) {
                case Step.Enter enter -> enter(enter, mayGrant);
                case Step.Leave leave -> leave.node().end = nodes.size();
            }
        }
    }

    List<Node> nodes() {
        return nodes;
    }

    private void enter(Step.Enter enter, boolean mayGrant) {
        Provision provision = enter.provision();
        if (!provision.period().contains(request.now())) {
            return;
        }
        Criteria criteria = enter.inherited().of(provision);
        boolean counts = mayGrant || provision.type() == Provision.Type.DENY;
        if (counts && criteria.concern(provision.type(), request)) {
            Node node = new Node(provision.type(), criteria, enter.place());
            nodes.add(node);
            steps.push(new Step.Leave(node));
        }
        List<Provision> exceptions = provision.exceptions();
        for (int i = exceptions.size() - 1; i >= 0; i--) {
            steps.push(
                    new Step.Enter(exceptions.get(i), new Place(enter.place().consent(), enter.place(), i), criteria));
        }
    }
}
