/** Operations of bulk data, as HAPI calls them. */
@NullMarked
package vn.lienthong.bulk.fhir;

import org.jspecify.annotations.NullMarked;
