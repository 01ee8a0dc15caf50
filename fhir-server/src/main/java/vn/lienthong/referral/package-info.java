/**
 * Referral and teleconsultation: a request from one facility to another, and its fulfilment.
 *
 * <p>Standards: <a href="https://hl7.org/fhir/R4/servicerequest.html">ServiceRequest</a> (what is asked, written by who
 * asks), <a href="https://hl7.org/fhir/R4/task.html">Task</a> (one for each facility that is to do it; it carries the
 * state), <a href="https://hl7.org/fhir/R4/communication.html">Communication</a> (question and answer).
 *
 * <p>Clients write these resources as any other; {@link vn.lienthong.access.WriteRule} brings each change here, and
 * {@link vn.lienthong.access.TaskSharing} tells the one door what a Task opens.
 *
 * <p>What must stay true:
 *
 * <ul>
 *   <li>a Task moves as {@link vn.lienthong.referral.Transitions} says and by no other way, each move with
 *       {@code If-Match}, in one transaction with all its effects;
 *   <li>a chain has one open leaf: the database refuses a second;
 *   <li>in each state that is not an end somebody has to act;
 *   <li>the package is open to the performing facility from acceptance until the end, and not a version longer.
 * </ul>
 */
@ApplicationModule(allowedDependencies = {"access", "access :: operations", "security", "directory", "shared"})
@NullMarked
package vn.lienthong.referral;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
