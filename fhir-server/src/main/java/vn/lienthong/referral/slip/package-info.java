/**
 * Slips on paper: what a patient takes along to the other facility, or back to it. It knows the form and nothing of
 * resources.
 *
 * <p>Standard: circular 01/2025/TT-BYT of the Ministry of Health, the slip of referral and the slip of return.
 */
@NullMarked
package vn.lienthong.referral.slip;

import org.jspecify.annotations.NullMarked;
