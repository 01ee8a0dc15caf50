/**
 * Patches of resources: documents of changes, applied to a resource as JSON. What comes out is written as an update is,
 * by the same path and under the same rules.
 *
 * <p>Standards: <a href="https://www.rfc-editor.org/rfc/rfc6902">JSON Patch</a>,
 * <a href="https://hl7.org/fhir/R4/fhirpatch.html">FHIRPath Patch</a>.
 *
 * <p>What must stay true:
 *
 * <ul>
 *   <li>what a patch does not name stays as it is, digit for digit;
 *   <li>a patch is bounded in operations, in depth and in what it copies: a small one cannot make a large resource;
 *   <li>a patch is not applied before its resource was permitted: a refused operation tells what is there.
 * </ul>
 */
@NullMarked
package vn.lienthong.access.patch;

import org.jspecify.annotations.NullMarked;
