/** The register of referral Tasks: what a constraint or an index must know of them. */
@NullMarked
package vn.lienthong.referral.store;

import org.jspecify.annotations.NullMarked;
