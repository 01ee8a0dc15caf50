/** HAPI's edge of search: the parameters of its R4 model, and the extraction of their values from a resource. */
@NamedInterface("fhir")
@NullMarked
package vn.lienthong.search.fhir;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
