/**
 * Pages for people: clinicians, consultation desks, patients.
 *
 * <p>A page asks the FHIR API as whoever looks at it ({@link vn.lienthong.access.fhir.FhirCalls}) and shows what it is
 * answered. It decides nothing, stores nothing, and reaches nothing that the API does not show.
 *
 * <p>What must stay true:
 *
 * <ul>
 *   <li>every page works without scripts; scripts only spare a load of the page;
 *   <li>nothing is fetched from another host;
 *   <li>every word is there in Vietnamese and in English;
 *   <li>what is hidden leaves no trace: a page shows what came, and says no more of it than "as permitted to you".
 * </ul>
 */
@ApplicationModule(allowedDependencies = {"access :: calls", "security", "shared"})
@NullMarked
package vn.lienthong.portal;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
