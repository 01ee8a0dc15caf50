/**
 * Search over values that were extracted once, at write: the parameters of each type, the compact bytes that hold the
 * values of one resource, the parsed query, and matching, sorting and include targets over those bytes, as
 * <a href="https://hl7.org/fhir/R4/search.html">FHIR search</a> defines them.
 *
 * <p>It knows neither storage nor consent: the caller gives it only rows that were permitted. It uses the JDK alone; HAPI
 * stays in the {@code fhir} sub-package. What must stay true: the ordinal of a parameter within its type is part of the
 * stored bytes, so it may only change together with {@link vn.lienthong.search.SearchValues#FORMAT} and a re-index.
 */
@NullMarked
package vn.lienthong.search;

import org.jspecify.annotations.NullMarked;
