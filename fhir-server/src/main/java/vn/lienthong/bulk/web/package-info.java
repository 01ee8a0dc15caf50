/** Addresses of jobs and their files, which are streamed past HAPI. */
@NullMarked
package vn.lienthong.bulk.web;

import org.jspecify.annotations.NullMarked;
