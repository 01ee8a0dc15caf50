package vn.lienthong.audit;

import java.util.Optional;

/**
 * The record of every access; see the package for what it guarantees.
 *
 * <p>Safe for use by many threads.
 */
public interface AuditLog {

    /**
     * Adds an entry. Inside a Spring transaction it becomes part of that transaction; outside it is durable when this
     * method returns. A failure is thrown, and then the answer must not be given.
     */
    AuditId append(AuditEntry entry);

    /** The newest matching rows first. */
    AuditPage search(AuditQuery query);

    Optional<AuditRow> find(AuditId id);

    /**
     * Computes hashes anew and compares, lane by lane: some 100,000 rows a second.
     *
     * @param after the row behind which to begin, which is taken as it is; position 0 for the beginning of a lane
     * @param most rows to look at
     */
    ChainReport verifyChain(AuditId after, int most);
}
