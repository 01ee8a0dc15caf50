/**
 * Booking: slots of people, places and devices are held, booked, moved and freed.
 *
 * <p>Standards: FHIR R4 <a href="https://hl7.org/fhir/R4/schedule.html">Schedule</a>,
 * <a href="https://hl7.org/fhir/R4/slot.html">Slot</a>, <a href="https://hl7.org/fhir/R4/appointment.html">Appointment</a>.
 *
 * <p>Schedules and Slots are written by their facilities like anything else, and read by everybody. An Appointment that
 * takes Slots is kept by the exchange: it changes by the operations here alone, through
 * {@link vn.lienthong.access.AppointmentDoor}, and referrals may name it like any resource.
 *
 * <p>What must stay true:
 *
 * <ul>
 *   <li>no time of a Schedule is taken twice: the database excludes it, whatever the code does;
 *   <li>Appointment, Slots and bookings change in one transaction, or none does;
 *   <li>a hold whose time is over holds nothing, whether or not anybody has cleared it away;
 *   <li>an Appointment moves along {@link vn.lienthong.scheduling.AppointmentWorkflow} and in no other way.
 * </ul>
 */
@ApplicationModule(allowedDependencies = {"access", "access :: operations", "security", "shared"})
@NullMarked
package vn.lienthong.scheduling;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
