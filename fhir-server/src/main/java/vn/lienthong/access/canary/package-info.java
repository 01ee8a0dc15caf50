/**
 * The continuous self-test: invented people in the running exchange, whose decisions hide one half of their records,
 * are asked for again and again through the one door, as a clinician of another facility would ask.
 *
 * <p>What must stay true:
 *
 * <ul>
 *   <li>canaries belong to a reserved facility, have no national number, and are so confidential that no default and no
 *       grant but their own shows them: nobody else meets them;
 *   <li>probes go through {@link vn.lienthong.access.Reading}, {@link vn.lienthong.access.Searching} and
 *       {@link vn.lienthong.access.Everything} and know nothing of how these decide;
 *   <li>every probe is on record, under the client {@code lienthong-self-test}.
 * </ul>
 */
@NullMarked
package vn.lienthong.access.canary;

import org.jspecify.annotations.NullMarked;
