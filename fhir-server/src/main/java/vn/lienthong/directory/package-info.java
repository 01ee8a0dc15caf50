/**
 * The register of facilities: what a decision needs to know of them.
 *
 * <p>Standard: <a href="https://profiles.ihe.net/ITI/mCSD/">IHE mCSD</a>. Organization, Location, Practitioner,
 * PractitionerRole, HealthcareService and Endpoint themselves are shared resources of the record store; this feature
 * keeps a compact extract of each facility's Organization beside them, changed in the same transaction.
 *
 * <p>What must stay true: a facility code belongs to one Organization; who succeeds whom is never guessed.
 */
@ApplicationModule(allowedDependencies = "shared")
@NullMarked
package vn.lienthong.directory;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
