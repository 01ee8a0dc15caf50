/**
 * Code systems, value sets and concept maps, as
 * <a href="https://hl7.org/fhir/R4/terminology-service.html">the FHIR terminology service</a> defines them.
 *
 * <p>Nothing lives here yet: the exchange stores terminology resources as any other shared resource and resolves no
 * code. HAPI types, when they come, stay in the {@code fhir} sub-package.
 */
@NullMarked
package vn.lienthong.terminology;

import org.jspecify.annotations.NullMarked;
