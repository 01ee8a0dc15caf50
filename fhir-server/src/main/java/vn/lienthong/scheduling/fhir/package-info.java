/** Operations of booking, as HAPI calls them. */
@NullMarked
package vn.lienthong.scheduling.fhir;

import org.jspecify.annotations.NullMarked;
