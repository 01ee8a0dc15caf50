package vn.lienthong.consent;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Seeded worlds over a vocabulary so small that criteria meet often. A failing world is found again by its seed.
 *
 * <p>{@code -Dconsent.worlds=1000000} tries more of them, {@code -Dconsent.seed=7} others.
 */
final class RandomWorlds {

    static final Instant NOW = Instant.parse("2026-11-22T03:00:00Z");

    /** Enough for each law to meet each combination of two criteria many times, in a few seconds altogether. */
    private static final int DEFAULT_COUNT = 20_000;

    private static final int ROWS = 6;

    private static final List<Actor> ACTORS = List.of(
            new Actor.Practitioner("Practitioner/p"),
            new Actor.Practitioner("Practitioner/p"),
            new Actor.Practitioner("Practitioner/q"),
            new Actor.Role("clinician"),
            new Actor.Facility("22021"),
            new Actor.Facility("22020"),
            new Actor.Level(FacilityLevel.DISTRICT),
            new Actor.Province(),
            new Actor.PractitionerRole("PractitionerRole/r"),
            new Actor.CareTeam("CareTeam/t"));
    private static final List<Purpose> PURPOSES = List.of(
            Purpose.TREAT,
            Purpose.TREAT,
            Purpose.ETREAT,
            Purpose.BTG,
            Purpose.HOPERAT,
            Purpose.HRESCH,
            new Purpose("PurposeOfUse"),
            new Purpose("urn:x|own"));
    private static final List<String> TYPES = List.of("Observation", "Condition");
    private static final List<String> CODES = List.of("icd|I10", "icd|B20", "loinc|1");
    private static final List<String> LABELS = List.of("U", "N", "N", "R", "V", "ZZ", "HIV", "HIV", "PSY");
    private static final List<String> SENSITIVITY = List.of("HIV", "PSY");
    private static final List<@Nullable String> CONFIDENTIALITY = Arrays.asList(null, null, "U", "N", "R", "V", "ZZ");
    private static final List<DataReference> DATA = List.of(
            new DataReference(DataReference.Meaning.INSTANCE, "Observation/a"),
            new DataReference(DataReference.Meaning.DEPENDENTS, "Encounter/f"),
            new DataReference(DataReference.Meaning.RELATED, "Encounter/e"),
            new DataReference(DataReference.Meaning.AUTHORED_BY, "Practitioner/p"));

    private static final List<@Nullable String> ENCOUNTERS = Arrays.asList(null, "Encounter/e", "Encounter/f");

    private final RandomGenerator random;

    private RandomWorlds(long seed) {
        random = new SplittableRandom(seed);
    }

    static World of(long seed) {
        return new RandomWorlds(seed).world();
    }

    static RandomWorlds seeded(long seed) {
        return new RandomWorlds(seed);
    }

    /** The seeds of one run, a share of the full count for laws that look at each world several times. */
    static LongStream seeds(int divisor) {
        long count = Long.getLong("consent.worlds", DEFAULT_COUNT) / divisor;
        long first = Long.getLong("consent.seed", 1) << 32;
        return LongStream.range(first, first + Math.max(1, count));
    }

    World world() {
        List<SampleRow> rows = Stream.generate(this::row).limit(ROWS).toList();
        return new World(request(), policy(), rows);
    }

    Policy policy() {
        List<ConsentRecord> consents = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            consents.add(consent());
        }
        return new Policy(consents, random.nextBoolean() ? DefaultPolicy.OPT_IN : DefaultPolicy.OPT_OUT);
    }

    ConsentRecord consent() {
        String id = "Consent/" + random.nextInt(1000);
        if (random.nextInt(20) == 0) {
            return new ConsentRecord.Unreadable(id, "No type.");
        }
        return understood(id, provision(random.nextBoolean() ? Provision.Type.PERMIT : Provision.Type.DENY, 3));
    }

    ConsentRecord.Understood understood(String id, Provision root) {
        return new ConsentRecord.Understood(
                id,
                rarely(() -> pick(List.of(ConsentRecord.Status.values())), ConsentRecord.Status.ACTIVE),
                rarely(() -> pick(List.of(ConsentRecord.Verification.values())), ConsentRecord.Verification.VERIFIED),
                rarely(this::period, Period.ALWAYS),
                null,
                root);
    }

    /** A provision with nested exceptions; a refusal and a grant are equally likely beneath. */
    Provision provision(Provision.Type type, int depth) {
        List<Provision> exceptions = new ArrayList<>();
        if (depth > 0) {
            for (int i = random.nextInt(3); i > 0; i--) {
                exceptions.add(
                        provision(random.nextBoolean() ? Provision.Type.PERMIT : Provision.Type.DENY, depth - 1));
            }
        }
        return new Provision(
                type,
                some(ACTORS, 3),
                some(PURPOSES, 5),
                some(List.of(Action.ACCESS, Action.DISCLOSE), 8),
                some(TYPES, 4),
                some(CODES, 5),
                some(LABELS, 3),
                random.nextInt(6) == 0 ? period() : null,
                some(DATA, 6),
                rarely(this::period, Period.ALWAYS),
                type == Provision.Type.DENY && random.nextInt(4) == 0,
                exceptions);
    }

    Request request() {
        Request.Builder request = Request.at(NOW)
                .purpose(pick(PURPOSES))
                .action(pick(List.of(Action.ACCESS, Action.ACCESS, Action.COLLECT, Action.DISCLOSE)));
        if (random.nextInt(4) > 0) {
            request.practitioner("Practitioner/p");
        }
        if (random.nextBoolean()) {
            request.role("clinician");
        }
        if (random.nextInt(4) > 0) {
            request.facility(new CallingFacility(
                    pick(List.of("22021", "22001", "01901")),
                    pick(List.of(FacilityLevel.DISTRICT, FacilityLevel.CENTRAL)),
                    random.nextBoolean(),
                    random.nextBoolean()));
        }
        if (random.nextInt(4) == 0) {
            request.predecessor("22020");
        }
        if (random.nextInt(4) == 0) {
            request.careTeam("CareTeam/t");
        }
        if (random.nextInt(4) == 0) {
            request.careTeam("PractitionerRole/r");
        }
        if (random.nextInt(4) == 0) {
            request.emergency(new EmergencyAccess(
                    "Task/glass", pick(List.of("Practitioner/p", "Practitioner/p", "Practitioner/q")), moment()));
        }
        if (random.nextInt(3) == 0) {
            request.consultation(consultation(), consultation());
        }
        return request.relation(relation()).build();
    }

    SampleRow row() {
        boolean timed = random.nextInt(4) > 0;
        return new SampleRow(
                pick(TYPES),
                pick(List.of("a", "b", "c")),
                pick(List.of("22020", "22021", "22001", "97001", "97002", "97003")),
                timed && random.nextInt(4) > 0 ? moment() : null,
                timed && random.nextInt(4) > 0 ? moment() : null,
                moment(),
                pick(CONFIDENTIALITY),
                some(SENSITIVITY, 3),
                some(CODES, 2),
                some(List.of("Practitioner/p", "Practitioner/q"), 2),
                pick(ENCOUNTERS));
    }

    private Consultation consultation() {
        return new Consultation(
                "Task/" + random.nextInt(3),
                some(List.of("Observation/a", "Observation/b", "Condition/c", "odd"), 1),
                some(LABELS, 2),
                rarely(this::period, Period.ALWAYS));
    }

    private Relation relation() {
        return switch (random.nextInt(10)) {
            case 0 -> new Relation.Oneself();
            case 1 -> new Relation.Delegate(List.of(delegation(), delegation()));
            default -> new Relation.None();
        };
    }

    private Delegation delegation() {
        return new Delegation(
                "RelatedPerson/" + random.nextInt(3),
                period(),
                some(TYPES, 2),
                some(List.of(Action.ACCESS, Action.COLLECT), 3),
                some(LABELS, 2));
    }

    Period period() {
        Instant a = moment();
        Instant b = moment();
        return switch (random.nextInt(3)) {
            case 0 -> Period.from(a);
            case 1 -> Period.until(a);
            default -> a.equals(b) ? Period.ALWAYS : new Period(a.isBefore(b) ? a : b, a.isBefore(b) ? b : a);
        };
    }

    private Instant moment() {
        return NOW.plus(Duration.ofDays(random.nextInt(-2, 3)));
    }

    /** Some of the values, none in most cases: {@code rarity} is how seldom the criterion is stated. */
    private <T> Set<T> some(List<T> values, int rarity) {
        Set<T> chosen = new HashSet<>();
        if (random.nextInt(rarity) == 0) {
            for (int i = 1 + random.nextInt(2); i > 0; i--) {
                chosen.add(pick(values));
            }
        }
        return chosen;
    }

    private <T extends @Nullable Object> T pick(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    private <T> T rarely(Supplier<T> other, T usual) {
        return random.nextInt(6) == 0 ? other.get() : usual;
    }
}
