/** The one application of the exchange: each direct sub-package is a feature with its charter. */
@NullMarked
package vn.lienthong;

import org.jspecify.annotations.NullMarked;
