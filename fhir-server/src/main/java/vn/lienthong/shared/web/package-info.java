/** The web server itself: what it answers before any feature is reached. */
@NullMarked
package vn.lienthong.shared.web;

import org.jspecify.annotations.NullMarked;
