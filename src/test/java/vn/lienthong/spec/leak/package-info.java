/**
 * The proof that what a caller may not see does not exist for that caller: two worlds that differ in hidden rows alone
 * answer every question alike.
 */
@NullMarked
package vn.lienthong.spec.leak;

import org.jspecify.annotations.NullMarked;
