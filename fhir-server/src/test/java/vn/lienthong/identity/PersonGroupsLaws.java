package vn.lienthong.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import vn.lienthong.identity.PersonGroups.Candidate;

/** What holds of every register; worlds are small and full of coincidences, so that rules meet each other. */
@DisplayName("Whoever is registered where and how")
class PersonGroupsLaws {

    private static final int WORLDS = 400;
    private static final int PATIENTS = 9;
    private static final long NEW_PERSONS = 1_000;

    static LongStream worlds() {
        return LongStream.range(0, WORLDS);
    }

    @ParameterizedTest
    @MethodSource("worlds")
    @DisplayName("each registration is in one group, and two that a rule links are in the same")
    void partition(long seed) {
        var world = world(seed);

        var groups = PersonGroups.groups(world);
        var years = BirthYears.of(world);

        assertThat(groups.stream().flatMap(Collection::stream)).containsExactlyInAnyOrderElementsOf(world);
        for (var group : groups) {
            for (var outside : world) {
                if (!group.contains(outside)) {
                    assertThat(group).noneMatch(member -> PersonGroups.linked(member, outside, years));
                }
            }
            assertThat(reachable(group, years)).isEqualTo(Set.copyOf(group));
        }
    }

    @ParameterizedTest
    @MethodSource("worlds")
    @DisplayName("nobody is one person with somebody of another year of birth, unless their facility says so")
    void noContradiction(long seed) {
        var world = world(seed).stream()
                .map(patient -> new Candidate(
                        patient.patientKey(),
                        patient.patientId(),
                        patient.custodian(),
                        patient.personKey(),
                        patient.birthDate(),
                        patient.identifiers(),
                        Set.of()))
                .toList();

        for (var group : PersonGroups.groups(world)) {
            assertThat(group.stream()
                            .flatMap(member -> BirthYears.year(member).stream())
                            .distinct())
                    .hasSizeLessThanOrEqualTo(1);
        }
    }

    @ParameterizedTest
    @MethodSource("worlds")
    @DisplayName("the order in which registrations are looked at changes no group")
    void order(long seed) {
        var world = world(seed);
        var shuffled = new ArrayList<>(world);
        Collections.shuffle(shuffled, new Random(seed + 1));

        assertThat(asSets(PersonGroups.groups(shuffled))).isEqualTo(asSets(PersonGroups.groups(world)));
    }

    @ParameterizedTest
    @MethodSource("worlds")
    @DisplayName("after the moves each group is one person, and no person is two groups")
    void onePersonEach(long seed) {
        var after = moved(world(seed));

        var persons = new HashSet<Long>();
        for (var group : PersonGroups.groups(after)) {
            var own = group.stream().map(Candidate::personKey).collect(Collectors.toSet());
            assertThat(own).hasSize(1);
            assertThat(persons.addAll(own)).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("worlds")
    @DisplayName("a second look finds nothing to move")
    void settled(long seed) {
        assertThat(PersonGroups.moves(moved(world(seed)))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("worlds")
    @DisplayName("a group that is one person of its own already is left as it is")
    void unaffected(long seed) {
        var world = world(seed);
        var moving = PersonGroups.moves(world).stream()
                .flatMap(move -> move.patientKeys().stream())
                .collect(Collectors.toSet());

        for (var group : PersonGroups.groups(world)) {
            var persons = group.stream().map(Candidate::personKey).collect(Collectors.toSet());
            boolean alone =
                    world.stream().noneMatch(other -> persons.contains(other.personKey()) && !group.contains(other));
            if (persons.size() == 1 && alone) {
                assertThat(group).noneMatch(member -> moving.contains(member.patientKey()));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("worlds")
    @DisplayName("a move names each person that loses somebody")
    void formerPersons(long seed) {
        var world = world(seed);
        var persons = world.stream().collect(Collectors.toMap(Candidate::patientKey, Candidate::personKey));

        for (var move : PersonGroups.moves(world)) {
            assertThat(move.formerPersons())
                    .isEqualTo(move.patientKeys().stream().map(persons::get).collect(Collectors.toSet()));
        }
    }

    private static Set<Candidate> reachable(List<Candidate> group, BirthYears years) {
        var reached = new HashSet<>(Set.of(group.getFirst()));
        while (reached.addAll(group.stream()
                .filter(member -> reached.stream().anyMatch(known -> PersonGroups.linked(known, member, years)))
                .toList())) {
            continue;
        }
        return reached;
    }

    private static Set<Set<Candidate>> asSets(List<List<Candidate>> groups) {
        return groups.stream().map(Set::copyOf).collect(Collectors.toSet());
    }

    private static List<Candidate> moved(List<Candidate> world) {
        Map<Long, Long> persons = new HashMap<>();
        long next = NEW_PERSONS;
        for (var move : PersonGroups.moves(world)) {
            long person = move.person().isPresent() ? move.person().get() : next++;
            move.patientKeys().forEach(key -> persons.put(key, person));
        }
        return world.stream()
                .map(patient -> new Candidate(
                        patient.patientKey(),
                        patient.patientId(),
                        patient.custodian(),
                        persons.getOrDefault(patient.patientKey(), patient.personKey()),
                        patient.birthDate(),
                        patient.identifiers(),
                        patient.linkedPatients()))
                .toList();
    }

    private static List<Candidate> world(long seed) {
        var random = new Random(seed);
        var world = new ArrayList<Candidate>();
        for (long key = 1; key <= PATIENTS; key++) {
            world.add(new Candidate(
                    key,
                    "p" + key,
                    "2200" + random.nextInt(2),
                    1 + random.nextInt(PATIENTS),
                    birthDate(random),
                    identifiers(random),
                    random.nextInt(4) == 0 ? Set.of("p" + (1 + random.nextInt(PATIENTS))) : Set.of()));
        }
        return world;
    }

    private static Optional<String> birthDate(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> Optional.empty();
            case 1 -> Optional.of("1980");
            case 2 -> Optional.of("1981-02-03");
            default -> Optional.of("1980-05-06");
        };
    }

    private static Set<PatientIdentifier> identifiers(Random random) {
        var identifiers = new HashSet<PatientIdentifier>();
        if (random.nextBoolean()) {
            identifiers.add(new PatientIdentifier(
                    "http://fhir.hl7.org.vn/core/sid/cccd", "09918000000" + random.nextInt(4), random.nextInt(5) > 0));
        }
        if (random.nextBoolean()) {
            identifiers.add(new PatientIdentifier(
                    "http://fhir.hl7.org.vn/core/sid/bhyt", "GD400220000000" + random.nextInt(4), true));
        }
        return identifiers;
    }
}
