/** The sample world read by a FHIR library: the only place among its tests that knows HAPI's types. */
@NullMarked
package vn.lienthong.sample.fhir;

import org.jspecify.annotations.NullMarked;
