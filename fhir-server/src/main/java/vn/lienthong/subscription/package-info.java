/**
 * Telling the systems of facilities that something changed, so that they need not ask again and again.
 *
 * <p>Standards: FHIR R4 <a href="https://hl7.org/fhir/R4/subscription.html">Subscription</a> with the channel
 * {@code rest-hook}, and topics and notifications of
 * <a href="https://hl7.org/fhir/uv/subscriptions-backport/STU1.1/">Subscriptions R5 Backport</a>.
 *
 * <p>Two runs share the work: {@link vn.lienthong.subscription.Listening} reads the change feed and notes what each
 * subscriber could see, {@link vn.lienthong.subscription.Telling} sends it.
 *
 * <p>What must stay true:
 *
 * <ul>
 *   <li>a notification names resources and holds none of them: whoever wants one reads it, and is decided on again;
 *   <li>what is told is decided when it is told, so a withdrawal holds for what has not been sent yet;
 *   <li>each change is told at least once, or is a dead letter that {@code $replay} tells again;
 *   <li>the exchange calls no address inside its own network that its operator has not named.
 * </ul>
 */
@ApplicationModule(allowedDependencies = {"access", "access :: operations", "security", "shared"})
@NullMarked
package vn.lienthong.subscription;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
