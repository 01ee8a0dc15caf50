/** Specifications: a running node, looked at from outside. */
@NullMarked
package vn.lienthong.spec;

import org.jspecify.annotations.NullMarked;
