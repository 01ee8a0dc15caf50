/**
 * Who asks, and what that caller may ask for before any patient's decision is looked at.
 *
 * <p>Verifies access tokens (<a href="https://www.rfc-editor.org/rfc/rfc6750">RFC 6750</a>, <a
 * href="https://profiles.ihe.net/ITI/IUA/">IHE IUA</a>), turns their claims into a {@link
 * vn.lienthong.security.Caller}, and checks role and <a
 * href="https://hl7.org/fhir/smart-app-launch/scopes-and-launch-context.html">SMART scope</a> for an interaction on a
 * type.
 *
 * <p>May use: {@code shared}. Invariants: no request but the public ones passes without a verified token; a caller is
 * made from verified claims alone and is handed on as a request attribute, never through thread state; what
 * {@link vn.lienthong.security.Permissions} does not allow is refused; nothing of a token is logged.
 */
@ApplicationModule(allowedDependencies = "shared")
@NullMarked
package vn.lienthong.security;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
