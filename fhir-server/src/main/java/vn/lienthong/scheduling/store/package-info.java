/** Bookings in PostgreSQL. */
@NullMarked
package vn.lienthong.scheduling.store;

import org.jspecify.annotations.NullMarked;
