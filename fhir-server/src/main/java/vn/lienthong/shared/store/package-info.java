/** The database: one pool for the application role, one short-lived connection of the owner for migrations. */
@NullMarked
package vn.lienthong.shared.store;

import org.jspecify.annotations.NullMarked;
