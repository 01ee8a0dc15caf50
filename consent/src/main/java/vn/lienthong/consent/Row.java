package vn.lienthong.consent;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The columns of one stored <a href="https://hl7.org/fhir/R4/resource.html">resource</a> from which it is decided.
 *
 * <p>An implementation may be a cursor that is reused for the next row: the engine keeps nothing of it. {@link #codes},
 * {@link #authors} and {@link #encounter} are asked for only if {@link Decider#needs} says so.
 */
public interface Row {

    String type();

    String id();

    /** Code of the facility that wrote the row and answers for it. */
    String custodian();

    /** When what the row tells began; null if unknown. */
    @Nullable
    Instant clinicalStart();

    /** When what the row tells ended; null if unknown or still going on. */
    @Nullable
    Instant clinicalEnd();

    /** Stands for the clinical time where both ends are unknown. */
    Instant lastUpdated();

    /** Code of v3-Confidentiality; null counts as {@code N}, or as {@code R} if the row has a sensitivity label. */
    @Nullable
    String confidentiality();

    /** Sensitivity labels such as {@code HIV}; empty for an ordinary row. */
    Set<String> sensitivity();

    /** Tokens {@code system|code}. */
    Set<String> codes();

    /** Keys such as {@code Practitioner/x}. */
    Set<String> authors();

    /** Key such as {@code Encounter/x}; null if the row belongs to none. */
    @Nullable
    String encounter();
}
