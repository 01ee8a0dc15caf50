package vn.lienthong.identity;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The rules by which two patients are one person without anybody looking at them:
 *
 * <ul>
 *   <li>the same personal identification number, unless the years of birth contradict each other: those of the two, or
 *       where one has none those of all who hold the number;
 *   <li>the same insurance number and the same date of birth (cards are lent, so the number alone is not enough);
 *   <li>a link that their common custodian has set.
 * </ul>
 */
public final class PersonGroups {

    /** One patient as far as the rules look at it. */
    public record Candidate(
            long patientKey,
            String patientId,
            String custodian,
            long personKey,
            Optional<String> birthDate,
            Set<PatientIdentifier> identifiers,
            Set<String> linkedPatients) {}

    private PersonGroups() {}

    /**
     * Patients that must change their person.
     *
     * @param person where they go; empty for a new one
     * @param formerPersons where they come from
     */
    public record Move(Optional<Long> person, List<Long> patientKeys, Set<Long> formerPersons) {}

    /** Whether patients can be linked by this identifier at all. */
    public static boolean links(PatientIdentifier identifier) {
        return NationalIdentifier.of(identifier).isPresent();
    }

    /** What must change so that each group is one person: a group keeps the oldest of its persons that is still free. */
    public static List<Move> moves(List<Candidate> candidates) {
        var taken = new HashSet<Long>();
        var moves = new ArrayList<Move>();
        for (var group : groups(candidates)) {
            var person = group.stream()
                    .map(Candidate::personKey)
                    .filter(key -> !taken.contains(key))
                    .min(Comparator.naturalOrder());
            person.ifPresent(taken::add);
            var moving = group.stream()
                    .filter(member -> person.isEmpty() || member.personKey() != person.get())
                    .toList();
            if (!moving.isEmpty()) {
                moves.add(new Move(
                        person,
                        moving.stream().map(Candidate::patientKey).toList(),
                        moving.stream().map(Candidate::personKey).collect(Collectors.toUnmodifiableSet())));
            }
        }
        return moves;
    }

    /** Groups of candidates that the rules hold together, directly or over others; each candidate is in one group. */
    static List<List<Candidate>> groups(List<Candidate> candidates) {
        var groups = new ArrayList<List<Candidate>>();
        var seen = new HashSet<Long>();
        var years = BirthYears.of(candidates);
        for (var start : candidates) {
            if (seen.add(start.patientKey())) {
                groups.add(groupOf(start, candidates, years, seen));
            }
        }
        return groups;
    }

    private static List<Candidate> groupOf(
            Candidate start, List<Candidate> candidates, BirthYears years, Set<Long> seen) {
        var group = new ArrayList<Candidate>();
        var open = new ArrayDeque<>(List.of(start));
        while (!open.isEmpty()) {
            var member = open.remove();
            group.add(member);
            for (var other : candidates) {
                if (!seen.contains(other.patientKey()) && linked(member, other, years)) {
                    seen.add(other.patientKey());
                    open.add(other);
                }
            }
        }
        return group;
    }

    static boolean linked(Candidate a, Candidate b, BirthYears years) {
        return linkedByCustodian(a, b) || sharesIdentifier(a, b, years);
    }

    private static boolean linkedByCustodian(Candidate a, Candidate b) {
        return a.custodian().equals(b.custodian())
                && (a.linkedPatients().contains(b.patientId())
                        || b.linkedPatients().contains(a.patientId()));
    }

    private static boolean sharesIdentifier(Candidate a, Candidate b, BirthYears years) {
        boolean number = shares(a, b, NationalIdentifier.CCCD) && years.agree(a, b);
        boolean insurance = shares(a, b, NationalIdentifier.BHYT) && sameDay(a.birthDate(), b.birthDate());
        return number || insurance;
    }

    private static boolean shares(Candidate a, Candidate b, NationalIdentifier kind) {
        return a.identifiers().stream()
                .anyMatch(identifier ->
                        NationalIdentifier.of(identifier).filter(kind::equals).isPresent()
                                && holds(b, kind, identifier.value()));
    }

    private static boolean holds(Candidate candidate, NationalIdentifier kind, String value) {
        return candidate.identifiers().stream()
                .anyMatch(identifier -> identifier.value().equals(value)
                        && NationalIdentifier.of(identifier)
                                .filter(kind::equals)
                                .isPresent());
    }

    private static boolean sameDay(Optional<String> a, Optional<String> b) {
        return a.isPresent() && a.get().length() == 10 && a.equals(b);
    }
}
