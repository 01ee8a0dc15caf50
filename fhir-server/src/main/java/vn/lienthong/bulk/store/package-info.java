/** Jobs in PostgreSQL. */
@NullMarked
package vn.lienthong.bulk.store;

import org.jspecify.annotations.NullMarked;
