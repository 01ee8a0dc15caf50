/** The decision engine. */
@NullMarked
package vn.lienthong.consent;

import org.jspecify.annotations.NullMarked;
