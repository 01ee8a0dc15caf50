/**
 * The sample world: invented people, and the directory of a real province, as FHIR R4 transaction Bundles.
 *
 * <p>Purpose: one seeded source of data for the demo, the specifications and the benchmark. It depends on the JDK and a
 * JSON writer alone, so that what it produces is an outsider's input to the exchange, never the exchange's own code
 * reading back its own assumptions.
 *
 * <p>Invariants: the same seed, size and day give the same bytes; a person does not change when more people are made;
 * every identifier is from a range that no authority issues ({@link vn.lienthong.sample.NeverIssued}); every reference
 * resolves inside directory and people; nothing is dated after the world's day; every entry is a {@code PUT} with a
 * fixed id, so that loading twice changes nothing.
 */
@NullMarked
package vn.lienthong.sample;

import org.jspecify.annotations.NullMarked;
