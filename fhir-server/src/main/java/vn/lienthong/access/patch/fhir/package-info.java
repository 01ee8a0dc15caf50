/** Paths of patches, followed by HAPI's FHIRPath engine. */
@NullMarked
package vn.lienthong.access.patch.fhir;

import org.jspecify.annotations.NullMarked;
