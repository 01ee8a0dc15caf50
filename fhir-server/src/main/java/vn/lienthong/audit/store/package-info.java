/** The audit record in PostgreSQL: one function to append, views to read. */
@NullMarked
package vn.lienthong.audit.store;

import org.jspecify.annotations.NullMarked;
