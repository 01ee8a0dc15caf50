package vn.lienthong.spec.bruteforce;

import java.util.List;
import java.util.function.Predicate;
import org.hl7.fhir.r4.model.Base;

/**
 * A value to search for, made of an element that is there, and whether an element answers it.
 *
 * @param modifier with its colon; empty for none
 * @param negated a resource is found when no element answers
 */
public record Probe(String modifier, String value, boolean negated, Predicate<Base> test) {

    static Probe of(String modifier, String value, Predicate<Base> test) {
        return new Probe(modifier, value, false, test);
    }

    static Probe not(String modifier, String value, Predicate<Base> test) {
        return new Probe(modifier, value, true, test);
    }

    /** Whether a resource is found in which the parameter's expression leads to these elements. */
    public boolean finds(List<Base> elements) {
        return elements.stream().anyMatch(test) != negated;
    }

    /** Separators within a value are its own. */
    static String escape(String text) {
        return text.replace("\\", "\\\\")
                .replace(",", "\\,")
                .replace("|", "\\|")
                .replace("$", "\\$");
    }
}
