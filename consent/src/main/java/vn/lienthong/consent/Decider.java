package vn.lienthong.consent;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The <a href="https://profiles.ihe.net/ITI/PCF/">PCF</a> decision for one request and one person, ready for many rows.
 *
 * <p>Lives as long as the request and belongs to one thread: it keeps working memory from row to row. Decisions are
 * shared between rows.
 */
public final class Decider {

    private static final Decision UNDECIDABLE =
            new Decision.Deny(LegalBasis.UNDECIDABLE, List.of(), Set.of(Reason.ROW_UNREADABLE));

    private final @Nullable Rules rules;

    private Decider(@Nullable Rules rules) {
        this.rules = rules;
    }

    static Decider of(Request request, Policy policy) {
        try {
            return new Decider(new Rules(request, policy));
        } catch (RuntimeException malformed) {
            return new Decider(null);
        }
    }

    /** The costly columns that {@link #decide} may ask of a row. */
    public Set<Need> needs() {
        return rules == null ? Set.of() : rules.needs();
    }

    /**
     * Provisions and consultations that concern the caller but only some of the data of a {@link DataKind}: by code,
     * time, author, encounter or name. Where there are none, the decision for a kind is the decision for every row of it.
     */
    public List<ProvisionRef> boundToData() {
        return rules == null ? List.of() : rules.boundToData();
    }

    /**
     * The decision for this row. A row whose columns cannot be read is denied: nobody downstream could tell a failure
     * of the engine from a row that is open.
     */
    public Decision decide(@Nullable Row row) {
        if (rules == null || row == null) {
            return UNDECIDABLE;
        }
        try {
            return rules.decide(row);
        } catch (RuntimeException unreadable) {
            return UNDECIDABLE;
        }
    }
}
