/** HAPI's edge of the record: the structure of what clients send. */
@NullMarked
package vn.lienthong.record.fhir;

import org.jspecify.annotations.NullMarked;
