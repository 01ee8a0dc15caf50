package vn.lienthong.terminology;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A <a href="https://hl7.org/fhir/R4/valueset.html">ValueSet</a> that is decided from its definition alone.
 *
 * @param url canonical address
 * @param label what its codes are marked with, if it is one of those that mark
 */
public record ValueSet(String url, Optional<SecurityLabel> label, List<Part> include, List<Part> exclude) {

    public ValueSet {
        include = List.copyOf(include);
        exclude = List.copyOf(exclude);
    }

    /**
     * Codes of one system.
     *
     * @param system in its canonical name
     * @param concepts in normal form; all that the filters let pass when empty
     * @param filters a code passes all of them
     */
    public record Part(String system, Set<String> concepts, List<Filter> filters) {

        public Part {
            concepts = Set.copyOf(concepts);
            filters = List.copyOf(filters);
        }

        boolean contains(String canonicalSystem, String normalCode) {
            return system.equals(canonicalSystem)
                    && (concepts.isEmpty() || concepts.contains(normalCode))
                    && filters.stream().allMatch(filter -> filter.passes(normalCode));
        }
    }

    /** A <a href="https://hl7.org/fhir/R4/valueset-filter-operator.html">filter</a> that the code alone decides. */
    public sealed interface Filter {

        boolean passes(String normalCode);

        /** The code itself and all beneath it. */
        record IsA(Place place) implements Filter {
            @Override
            public boolean passes(String normalCode) {
                return place.holds(normalCode);
            }
        }

        /** All beneath the code. */
        record DescendentOf(Place place) implements Filter {
            @Override
            public boolean passes(String normalCode) {
                return place.holdsBeneath(normalCode);
            }
        }

        /** The whole code has this form. */
        record Regex(Pattern pattern) implements Filter {
            @Override
            public boolean passes(String normalCode) {
                return pattern.matcher(normalCode).matches();
            }
        }
    }

    /** Whether the code, of whatever name of its system and in whatever spelling, is in the set. */
    public boolean contains(String system, String code) {
        var canonical = CodeSystems.canonical(system);
        return containsNormal(canonical, CodeSystems.normal(canonical, code));
    }

    boolean containsNormal(String canonicalSystem, String normalCode) {
        return include.stream().anyMatch(part -> part.contains(canonicalSystem, normalCode))
                && exclude.stream().noneMatch(part -> part.contains(canonicalSystem, normalCode));
    }
}
