/**
 * The record store: every resource of a patient is a row keyed by the patient, so a history is one range read.
 *
 * <p>Standard: <a href="https://hl7.org/fhir/R4/http.html">FHIR R4 RESTful API</a>, versions and deletes.
 *
 * <p>Only {@code access} (and later {@code importer}) may use this feature: whoever reads here has not been decided on.
 *
 * <p>What must stay true: a body is stored exactly as it is sent; a version is stored once; nothing is overwritten
 * without its former version being kept, but for the labels of a version, which follow the value sets of sensitive codes;
 * one change is one row of the change feed, in the same transaction. No row is written that is less restricted than what
 * it tells ({@link vn.lienthong.record.Labelling}).
 */
@ApplicationModule(allowedDependencies = {"shared", "directory", "identity", "search", "search :: fhir", "terminology"})
@NullMarked
package vn.lienthong.record;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
