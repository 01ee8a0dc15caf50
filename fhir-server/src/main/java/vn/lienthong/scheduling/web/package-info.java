/** Puts booking into the application. */
@NullMarked
package vn.lienthong.scheduling.web;

import org.jspecify.annotations.NullMarked;
