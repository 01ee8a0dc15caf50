/** Resources as HAPI knows them: conformity, the patient that a resource names, search values. */
@NullMarked
package vn.lienthong.record.fhir;

import org.jspecify.annotations.NullMarked;
