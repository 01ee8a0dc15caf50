/**
 * Whether a resource conforms to R4 and to profiles: HAPI's validator over R4's own definitions and the packages that the
 * operator loads.
 *
 * <p>Standard: <a href="https://hl7.org/fhir/R4/validation.html">FHIR validation</a>.
 *
 * <p>It looks at what it is given and at definitions, never at what is stored. What must stay true: nothing of it is made
 * before the first validation, for it takes seconds and some 80 MB of heap; and only so many resources are validated at
 * once as the settings say.
 */
@ApplicationModule(allowedDependencies = "shared")
@NullMarked
package vn.lienthong.validation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
