/** SQL of the record. */
@NullMarked
package vn.lienthong.record.store;

import org.jspecify.annotations.NullMarked;
