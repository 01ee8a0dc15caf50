/** The HAPI edge of referrals: operations. */
@NullMarked
package vn.lienthong.referral.fhir;

import org.jspecify.annotations.NullMarked;
