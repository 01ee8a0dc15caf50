package vn.lienthong.consent;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
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
    private final Key probeKey;
    private final Key matchingKey;
    private final int[] ends;
    private final Map<Key, Found> byMatching = new HashMap<>();
    private Found found = new Found();
    private boolean looked;
    private boolean narrowed;

    /** What rows get for which the same provisions match: by the ordinal of the verdict, once it was asked for. */
    private static final class Found {
        private final @Nullable Decision[] decisions = new @Nullable Decision[Verdict.values().length];
        private final boolean[] asked = new boolean[decisions.length];
    }

    /** The provisions that would carry one verdict, and the decisions they led to so far. */
    private static final class Bearers {
        private final long[] members;
        private final Map<Key, Decision> decisions = new HashMap<>();

        private Bearers(long[] members) {
            this.members = members;
        }
    }

    /** A set of provisions by value; the one around the working memory is only ever used to look up. */
    private static final class Key {
        private final long[] members;

        private Key(long[] members) {
            this.members = members;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key key && Arrays.equals(members, key.members);
        }

        /** Sets of few provisions differ in few bits, so all bits have to be spread. */
        @Override
        public int hashCode() {
            long hash = 0;
            for (long word : members) {
                hash = (hash ^ word) * 0x9E3779B97F4A7C15L;
                hash ^= hash >>> 32;
            }
            return (int) hash;
        }
    }

    Findings(List<Flattening.Node> nodes, List<ProvisionRef> unreadable, Request request) {
        this.nodes = nodes;
        this.unreadable = unreadable;
        index = new ProvisionIndex(nodes, request);
        matching = Bits.empty(nodes.size());
        deciding = Bits.empty(nodes.size());
        probe = Bits.empty(nodes.size());
        probeKey = new Key(probe);
        matchingKey = new Key(matching);
        ends = new int[nodes.size()];
        for (int i = 0; i < ends.length; i++) {
            ends[i] = nodes.get(i).end;
        }
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

    /** Provisions that concern the request and look at more of a row than its type, labels and custodian. */
    List<ProvisionRef> boundToData() {
        return nodes.stream()
                .filter(node -> node.criteria.boundToData())
                .map(Flattening.Node::reference)
                .toList();
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
        int at = verdict.ordinal();
        if (!found.asked[at]) {
            found.decisions[at] = found(verdict, asked);
            found.asked[at] = true;
        }
        return found.decisions[at];
    }

    private @Nullable Decision found(Verdict verdict, Bearers asked) {
        narrow();
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
            Found known = byMatching.get(matchingKey);
            found = known == null ? remembered() : known;
            looked = true;
            narrowed = false;
        }
    }

    private Found remembered() {
        Found fresh = new Found();
        if (byMatching.size() < MOST_CACHED) {
            byMatching.put(new Key(matching.clone()), fresh);
        }
        return fresh;
    }

    private void narrow() {
        if (!narrowed) {
            Bits.copy(matching, deciding);
            retainInnermost();
            narrowed = true;
        }
    }

    /** Numbers run from a provision through its exceptions, so a look back at the match before is enough. */
    private void retainInnermost() {
        int before = -1;
        for (int word = 0; word < deciding.length; word++) {
            for (long rest = deciding[word]; rest != 0; rest &= rest - 1) {
                int at = (word << 6) + Long.numberOfTrailingZeros(rest);
                if (before >= 0 && at < ends[before]) {
                    Bits.clear(deciding, before);
                }
                before = at;
            }
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
        int end = ends[at];
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
            asked.decisions.put(new Key(probe.clone()), decision);
        }
        return decision;
    }

    private Decision decision(Verdict verdict) {
        Set<ProvisionRef> provisions = new LinkedHashSet<>();
        for (int i = Bits.next(probe, 0);
                i >= 0 && provisions.size() < Decision.MOST_PROVISIONS;
                i = Bits.next(probe, i + 1)) {
            provisions.add(nodes.get(i).reference());
        }
        Set<Reason> reasons = EnumSet.of(verdict.reason);
        if (verdict == Verdict.GRANT) {
            return new Decision.Permit(verdict.basis, List.copyOf(provisions), reasons);
        }
        if (verdict == Verdict.REFUSAL && !unreadable.isEmpty()) {
            reasons.add(Reason.CONSENT_UNREADABLE);
            unreadable.stream()
                    .limit(Decision.MOST_PROVISIONS - provisions.size())
                    .forEach(provisions::add);
        }
        return new Decision.Deny(verdict.basis, List.copyOf(provisions), reasons);
    }
}
