/** SQL of the facility register. */
@NullMarked
package vn.lienthong.directory.store;

import org.jspecify.annotations.NullMarked;
