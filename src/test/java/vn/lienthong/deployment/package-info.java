/** The deployment files, checked as far as that goes without a container engine. */
@NullMarked
package vn.lienthong.deployment;

import org.jspecify.annotations.NullMarked;
