/**
 * What goes into a patient summary, and how it reads: the sections of the International Patient Summary, which resource
 * belongs to which, what is shown once, and the narrative in Vietnamese or English.
 *
 * <p>Standard: <a href="https://hl7.org/fhir/uv/ips/">International Patient Summary 2.0</a>.
 *
 * <p>It is given resources that its reader may see, and knows neither storage nor consent: {@code access.Summaries} is the
 * door. What must stay true: the same resources, head and language make the same bytes; nothing is said of what was not
 * given; each text of a resource is escaped before it comes into a narrative.
 */
@ApplicationModule(allowedDependencies = "shared")
@NullMarked
package vn.lienthong.summary;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
