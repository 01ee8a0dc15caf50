/** Subscriptions and their events in PostgreSQL. */
@NullMarked
package vn.lienthong.subscription.store;

import org.jspecify.annotations.NullMarked;
