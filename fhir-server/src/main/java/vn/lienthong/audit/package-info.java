/**
 * The record of every access, written with or before the answer.
 *
 * <p>Rows follow the <a href="https://profiles.ihe.net/ITI/BALP/">IHE Basic Audit Log Patterns</a> and are shown as
 * FHIR AuditEvent by the {@code fhir} package.
 *
 * <p>May use: {@code shared}. Invariants, held by the database and not by this code: the application can only append;
 * each row carries the hash of its predecessor in its lane, so that a changed, missing or inserted row is found by
 * {@link vn.lienthong.audit.AuditLog#verifyChain}; an entry is durable when {@code append} returns, or when the
 * transaction that it is part of commits.
 */
@ApplicationModule(allowedDependencies = "shared")
@NullMarked
package vn.lienthong.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
