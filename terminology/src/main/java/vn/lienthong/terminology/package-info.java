/**
 * Code systems, value sets and concept maps, as
 * <a href="https://hl7.org/fhir/R4/terminology-service.html">the FHIR terminology service</a> defines them.
 *
 * <p>So far: value sets that are decided from their definition alone, and the ones shipped with the exchange that say
 * which codes are sensitive ({@link vn.lienthong.terminology.SensitiveCodes}). There is no store of code systems, so a
 * filter by place in a hierarchy works where the code itself tells its place: ICD-10 and ATC.
 *
 * <p>May use: the JDK and Jackson. HAPI types, when they come, stay in a {@code fhir} sub-package. What must stay true: a
 * value set that cannot be decided whole is refused when it is read, never decided in part.
 */
@NullMarked
package vn.lienthong.terminology;

import org.jspecify.annotations.NullMarked;
