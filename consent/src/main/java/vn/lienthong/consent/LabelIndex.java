package vn.lienthong.consent;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The criterion "security label" of all provisions. It works in two directions: a grant has to name all that guards the
 * row, a refusal only some of it.
 */
final class LabelIndex {

    /**
     * Recipients of a person's HIV status are a closed list in law: besides the person and whoever acts for the person,
     * professionals who treat. No grant makes others recipients, as a grant to all who have some role could.
     */
    static final Set<String> FOR_TREATMENT_ONLY = Set.of("HIV");

    private final List<Flattening.Node> nodes;
    private final long[] @Nullable [] byLevel;
    private final long[] permits;
    private final Postings grants;
    private final Postings refusals;
    private final long[] granting;
    private final long[] scratch;

    LabelIndex(List<Flattening.Node> nodes, Request request) {
        this.nodes = nodes;
        boolean treats = request.purpose().treats() && request.professional();
        byLevel = new long[Confidentiality.UNKNOWN + 1][];
        permits = Bits.empty(nodes.size());
        granting = Bits.empty(nodes.size());
        scratch = Bits.empty(nodes.size());
        Map<String, List<Integer>> granted = new HashMap<>();
        Map<String, List<Integer>> refused = new HashMap<>();
        for (int i = 0; i < nodes.size(); i++) {
            Flattening.Node node = nodes.get(i);
            boolean grant = node.type == Provision.Type.PERMIT;
            if (grant) {
                Bits.set(permits, i);
            }
            for (String label : node.criteria.labels()) {
                if (!grant || treats || !FOR_TREATMENT_ONLY.contains(label)) {
                    (grant ? granted : refused)
                            .computeIfAbsent(label, l -> new ArrayList<>())
                            .add(i);
                }
            }
        }
        grants = new Postings(granted);
        refusals = new Postings(refused);
    }

    /** The provisions that accept a row of this confidentiality without sensitivity labels. */
    private long[] accepting(int level) {
        long[] known = byLevel[level];
        if (known == null) {
            known = Bits.empty(nodes.size());
            for (int i = 0; i < nodes.size(); i++) {
                Set<String> labels = nodes.get(i).criteria.labels();
                if (Bits.has(permits, i) ? covers(labels, level) : strikes(labels, level)) {
                    Bits.set(known, i);
                }
            }
            byLevel[level] = known;
        }
        return known;
    }

    private static boolean covers(Set<String> labels, int level) {
        if (level > Confidentiality.NORMAL) {
            return level < Confidentiality.UNKNOWN && labels.contains(Confidentiality.CODES.get(level));
        }
        for (int named = level; named <= Confidentiality.NORMAL; named++) {
            if (labels.contains(Confidentiality.CODES.get(named))) {
                return true;
            }
        }
        return labels.isEmpty();
    }

    /** Whoever refuses data of one confidentiality refuses those that are more confidential as well. */
    private static boolean strikes(Set<String> labels, int level) {
        for (int named = 0; named <= level && named < Confidentiality.UNKNOWN; named++) {
            if (labels.contains(Confidentiality.CODES.get(named))) {
                return true;
            }
        }
        return labels.isEmpty();
    }

    /** Sets {@code matching} to the provisions that accept the row's labels. */
    void accepting(Row row, long[] matching) {
        int level = Confidentiality.level(row);
        Bits.copy(accepting(level), matching);
        if (level == Confidentiality.UNKNOWN) {
            String code = String.valueOf(row.confidentiality());
            Bits.setAll(matching, grants.naming(code));
            Bits.setAll(matching, refusals.naming(code));
        }
        if (!row.sensitivity().isEmpty()) {
            narrow(row.sensitivity(), level, matching);
        }
    }

    /** Grants have to name every label; naming {@code R} is neither needed nor enough then. */
    private void narrow(Set<String> labels, int level, long[] matching) {
        Bits.copy(permits, granting);
        if (level > Confidentiality.RESTRICTED) {
            Bits.and(granting, matching);
        }
        Bits.andNot(matching, permits);
        for (String label : labels) {
            Arrays.fill(scratch, 0);
            Bits.setAll(scratch, grants.naming(label));
            Bits.and(granting, scratch);
            Bits.setAll(matching, refusals.naming(label));
        }
        Bits.or(matching, granting);
    }
}
