/**
 * The benchmark behind {@code ./bench}: the packaged exchange on a durable PostgreSQL with the sample world, measured
 * from outside, each figure beside what the database alone does with the same rows in the same run.
 *
 * <p>It measures and does not judge: a missed target is marked, never an error. An answer that is wrong or incomplete
 * is an error, for a fast wrong answer has no speed. Consent, audit and the verification of tokens are on, as always;
 * durability of PostgreSQL is never switched off.
 */
@NullMarked
package vn.lienthong.bench;

import org.jspecify.annotations.NullMarked;
