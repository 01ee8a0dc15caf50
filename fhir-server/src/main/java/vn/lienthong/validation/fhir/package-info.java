/** HAPI's validator and the definitions that it works with. */
@NullMarked
package vn.lienthong.validation.fhir;

import org.jspecify.annotations.NullMarked;
