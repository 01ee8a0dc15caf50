package vn.lienthong.referral;

import java.util.Locale;
import java.util.Set;

/**
 * What a move brings along, as {@code Task.input} or {@code Task.output} whose type has this code in {@link #CODES}; a
 * reason stands in {@code Task.statusReason}.
 */
enum Input {
    REASON("statusReason", Set.of("valueCodeableConcept")),
    QUESTION("input", Set.of("valueString")),
    ANSWER("input", Set.of("valueString")),
    /** The Organization that is to go on with the case. */
    REDIRECT_TO("input", Set.of("valueReference")),
    /** The Practitioner who takes the case in person; may be left out. */
    CONSULTANT("input", Set.of("valueReference")),
    /** A booked Appointment, or the time that was agreed. */
    APPOINTMENT("input", Set.of("valueReference", "valuePeriod")),
    /** How the two sides talk from now on: {@code video}, {@code audio} or {@code stills}. */
    MEANS("input", Set.of("valueCode")),
    ADVICE("output", Set.of("valueString")),
    /** A signed Composition. */
    REPORT("output", Set.of("valueReference")),
    /** A CarePlan, whose activities become Tasks of the referring facility; may be left out. */
    PLAN("output", Set.of("valueReference")),
    /** The Encounter that tells who joined and left, and when; may be left out. */
    ENCOUNTER("output", Set.of("valueReference"));

    /** System of {@code Task.input.type} and {@code Task.output.type}. */
    static final String CODES = "https://lienthong.vn/fhir/CodeSystem/referral-part";

    private final String element;
    private final Set<String> forms;

    Input(String element, Set<String> forms) {
        this.element = element;
        this.forms = forms;
    }

    String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Member of the Task in which it is given. */
    String element() {
        return element;
    }

    /** Members that can hold its value. */
    Set<String> forms() {
        return forms;
    }

    boolean required() {
        return this != CONSULTANT && this != PLAN && this != ENCOUNTER;
    }
}
