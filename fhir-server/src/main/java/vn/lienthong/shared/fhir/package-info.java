/** HAPI's context, once for the application. */
@NullMarked
package vn.lienthong.shared.fhir;

import org.jspecify.annotations.NullMarked;
