/** The HAPI edge of subscriptions: operations. */
@NullMarked
package vn.lienthong.subscription.fhir;

import org.jspecify.annotations.NullMarked;
