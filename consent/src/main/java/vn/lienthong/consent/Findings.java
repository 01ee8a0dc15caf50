package vn.lienthong.consent;

import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the person's readable Consents say about one row after another. Decisions are kept by the provisions that led to
 * them, as most rows of a record share a few. Not thread-safe.
 */
final class Findings {

    /** Beyond this a hostile set of Consents would make every row's decision a new one to keep. */
    private static final int MOST_CACHED = 1024;

    private final List<Flattening.Node> nodes;
    private final List<ProvisionRef> unreadable;
    private final ProvisionIndex index;
    private final Map<Verdict, Bearers> bearers = new EnumMap<>(Verdict.class);
    private final long[] matching;
    private final long[] deciding;
    private final long[] probe;
    private final LongBuffer probeKey;
    private boolean looked;

    /** The provisions that would carry one verdict, and the decisions they led to so far. */
    private static final class Bearers {
        private final long[] members;
        private final Map<LongBuffer, Decision> decisions = new HashMap<>();

        private Bearers(long[] members) {
            this.members = members;
        }
    }

    Findings(List<Flattening.Node> nodes, List<ProvisionRef> unreadable, Request request) {
        this.nodes = nodes;
        this.unreadable = unreadable;
        index = new ProvisionIndex(nodes, request.purpose());
        matching = Bits.empty(nodes.size());
        deciding = Bits.empty(nodes.size());
        probe = Bits.empty(nodes.size());
        probeKey = LongBuffer.wrap(probe);
        for (Verdict verdict : Verdict.values()) {
            long[] members = Bits.empty(nodes.size());
            for (int i = 0; i < nodes.size(); i++) {
                if (verdict.includes(nodes.get(i), request)) {
                    Bits.set(members, i);
                }
            }
            if (!Bits.isEmpty(members)) {
                bearers.put(verdict, new Bearers(members));
            }
        }
    }

    Set<Need> needs() {
        return index.needs();
    }

    boolean possible(Verdict verdict) {
        return bearers.containsKey(verdict);
    }

    /** Forgets the last row. */
    void reset() {
        looked = false;
    }

    /** The decision if the verdict holds for the row, else null. All calls until {@link #reset} mean the same row. */
    @Nullable
    Decision of(Verdict verdict, Row row) {
        Bearers asked = bearers.get(verdict);
        if (asked == null) {
            return null;
        }
        look(row);
        Bits.copy(verdict == Verdict.NAMED_REFUSAL ? matching : deciding, probe);
        Bits.and(probe, asked.members);
        if (verdict == Verdict.NAMED_REFUSAL) {
            retainStanding();
        }
        if (Bits.isEmpty(probe)) {
            return null;
        }
        Decision known = asked.decisions.get(probeKey);
        return known == null ? keep(verdict, asked) : known;
    }

    private void look(Row row) {
        if (!looked) {
            index.match(row, matching);
            Bits.copy(matching, deciding);
            retainInnermost();
            looked = true;
        }
    }

    /** Numbers run from a provision through its exceptions, so one look at the next match is enough. */
    private void retainInnermost() {
        int at = Bits.next(deciding, 0);
        while (at >= 0) {
            int next = Bits.next(deciding, at + 1);
            if (next >= 0 && next < nodes.get(at).end) {
                Bits.clear(deciding, at);
            }
            at = next;
        }
    }

    /**
     * A refusal stands unless all that decides beneath it grants. That a further refusal beneath it decides must not
     * take its force away, even if that one names nobody.
     */
    private void retainStanding() {
        for (int at = Bits.next(probe, 0); at >= 0; at = Bits.next(probe, at + 1)) {
            if (!Bits.has(deciding, at) && !refusesBeneath(at)) {
                Bits.clear(probe, at);
            }
        }
    }

    private boolean refusesBeneath(int at) {
        int end = nodes.get(at).end;
        for (int below = Bits.next(deciding, at + 1);
                below >= 0 && below < end;
                below = Bits.next(deciding, below + 1)) {
            if (nodes.get(below).type == Provision.Type.DENY) {
                return true;
            }
        }
        return false;
    }

    private Decision keep(Verdict verdict, Bearers asked) {
        Decision decision = decision(verdict);
        if (asked.decisions.size() < MOST_CACHED) {
            asked.decisions.put(LongBuffer.wrap(probe.clone()), decision);
        }
        return decision;
    }

    private Decision decision(Verdict verdict) {
        List<ProvisionRef> provisions = new ArrayList<>();
        for (int i = Bits.next(probe, 0);
                i >= 0 && provisions.size() < Decision.MOST_PROVISIONS;
                i = Bits.next(probe, i + 1)) {
            addOnce(nodes.get(i).place.reference(), provisions);
        }
        Set<Reason> reasons = EnumSet.of(verdict.reason);
        if (verdict == Verdict.GRANT) {
            return new Decision.Permit(verdict.basis, provisions, reasons);
        }
        if (verdict == Verdict.REFUSAL && !unreadable.isEmpty()) {
            reasons.add(Reason.CONSENT_UNREADABLE);
            unreadable.stream()
                    .limit(Decision.MOST_PROVISIONS - provisions.size())
                    .forEach(ref -> addOnce(ref, provisions));
        }
        return new Decision.Deny(verdict.basis, provisions, reasons);
    }

    private static void addOnce(ProvisionRef reference, List<ProvisionRef> to) {
        if (!to.contains(reference)) {
            to.add(reference);
        }
    }
}
