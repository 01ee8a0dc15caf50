/**
 * Search without an index: HAPI's own FHIRPath walks through resources, and simple predicates look at what it finds. It
 * shares no code with the exchange's search, so that the two can disagree.
 */
@NullMarked
package vn.lienthong.spec.bruteforce;

import org.jspecify.annotations.NullMarked;
