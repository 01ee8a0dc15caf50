/** SQL of the one door: locks of conditions. */
@NullMarked
package vn.lienthong.access.store;

import org.jspecify.annotations.NullMarked;
