/**
 * Taking out and bringing in many resources at once, by the systems of facilities.
 *
 * <p>Standards: <a href="https://hl7.org/fhir/uv/bulkdata/STU2/">Bulk Data Access 2</a>,
 * <a href="https://hl7.org/fhir/R4/nd-json.html">newline delimited JSON</a>.
 *
 * <p>Rows are reached through {@link vn.lienthong.access.BulkReading}, changes go through
 * {@link vn.lienthong.access.BulkWriting}: nothing is decided here.
 *
 * <p>What must stay true:
 *
 * <ul>
 *   <li>no resource is kept for an export: a file is read, decided and put on record while it is fetched;
 *   <li>a job is in the database alone, so any node goes on with it and answers about it;
 *   <li>who did not ask for a job does not learn that there is one.
 * </ul>
 */
@ApplicationModule(allowedDependencies = {"access", "security", "shared"})
@NullMarked
package vn.lienthong.bulk;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
