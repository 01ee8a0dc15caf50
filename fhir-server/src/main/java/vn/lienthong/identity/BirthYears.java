package vn.lienthong.identity;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import vn.lienthong.identity.PersonGroups.Candidate;

/**
 * In which year each candidate was born, as far as the register can tell: the one that was given, or where none was given
 * the years of all who hold one of the candidate's personal numbers.
 *
 * <p>Whoever has no year must not stand between two who contradict each other: both would become one person over the third.
 */
final class BirthYears {

    private final Map<Long, Set<String>> years = new HashMap<>();

    private BirthYears() {}

    static BirthYears of(Collection<Candidate> candidates) {
        var ofNumber = new HashMap<String, Set<String>>();
        for (var candidate : candidates) {
            year(candidate)
                    .ifPresent(year -> numbers(candidate)
                            .forEach(number -> ofNumber.computeIfAbsent(number, _ -> new HashSet<>())
                                    .add(year)));
        }
        var known = new BirthYears();
        for (var candidate : candidates) {
            known.years.put(
                    candidate.patientKey(),
                    year(candidate).map(Set::of).orElseGet(() -> ofHolders(candidate, ofNumber)));
        }
        return known;
    }

    /** Whether nothing speaks against both being one: the same year, or nothing known of either. */
    boolean agree(Candidate a, Candidate b) {
        var year = years.getOrDefault(a.patientKey(), Set.of());
        return year.size() <= 1 && year.equals(years.getOrDefault(b.patientKey(), Set.of()));
    }

    private static Set<String> ofHolders(Candidate candidate, Map<String, Set<String>> ofNumber) {
        var all = new HashSet<String>();
        numbers(candidate).forEach(number -> all.addAll(ofNumber.getOrDefault(number, Set.of())));
        return all;
    }

    static Optional<String> year(Candidate candidate) {
        return candidate.birthDate().map(date -> date.substring(0, 4));
    }

    private static List<String> numbers(Candidate candidate) {
        return candidate.identifiers().stream()
                .filter(identifier -> NationalIdentifier.of(identifier).equals(Optional.of(NationalIdentifier.CCCD)))
                .map(PatientIdentifier::value)
                .toList();
    }
}
