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

    /** Computes every hash anew and compares. Reads the whole record once: minutes for tens of millions of rows. */
    ChainReport verifyChain();
}
