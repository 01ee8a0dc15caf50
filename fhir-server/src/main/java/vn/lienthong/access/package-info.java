/**
 * The one door to patient data: who asks, which person, which rows, decided row by row, matched, audited, and only then
 * opened.
 *
 * <p>Standards: <a href="https://profiles.ihe.net/ITI/PCF/">IHE PCF</a> (the patient's decisions),
 * <a href="https://hl7.org/fhir/R4/http.html">FHIR R4 RESTful API</a>.
 *
 * <p>What must stay true:
 *
 * <ul>
 *   <li>no row leaves {@link vn.lienthong.access.VisibleRows} without a decision that permits it, and nothing else reads
 *       the record store on behalf of a caller;
 *   <li>what is not permitted does not exist: counts, pages, includes, versions and errors are made from permitted rows
 *       alone;
 *   <li>the audit entry is durable before the first byte of an answer;
 *   <li>a write is one transaction: resources, former versions, links of persons, change feed and audit, or nothing.
 * </ul>
 */
@ApplicationModule(
        allowedDependencies = {
            "consent",
            "shared",
            "security",
            "audit",
            "audit :: fhir",
            "directory",
            "identity",
            "record",
            "search",
            "summary",
            "validation"
        })
@NullMarked
package vn.lienthong.access;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
