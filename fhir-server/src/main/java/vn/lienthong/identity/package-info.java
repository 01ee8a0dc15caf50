/**
 * Which patients are the same person.
 *
 * <p>Standard: <a href="https://profiles.ihe.net/ITI/PIXm/">IHE PIXm</a> (cross-referencing) and
 * <a href="https://hl7.org/fhir/R4/patient.html#links">Patient.link</a>.
 *
 * <p>What must stay true: a patient belongs to exactly one person at any time; two patients are linked only by a rule of
 * {@link vn.lienthong.identity.PersonGroups}, and are parted again when no rule holds them together; every change of who
 * belongs to a person makes the compiled policies of the persons concerned invalid.
 */
@ApplicationModule(allowedDependencies = "shared")
@NullMarked
package vn.lienthong.identity;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
