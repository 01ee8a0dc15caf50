/** Audit rows as FHIR R4 AuditEvent. */
@NamedInterface("fhir")
@NullMarked
package vn.lienthong.audit.fhir;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
