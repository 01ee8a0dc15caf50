/** The HAPI edge of the one door. */
@NullMarked
package vn.lienthong.access.fhir;

import org.jspecify.annotations.NullMarked;
