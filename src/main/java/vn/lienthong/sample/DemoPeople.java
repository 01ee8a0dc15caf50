package vn.lienthong.sample;

import static vn.lienthong.sample.DemoFacility.BAI_CHAY;
import static vn.lienthong.sample.DemoFacility.PROVINCIAL_HOSPITAL;
import static vn.lienthong.sample.DemoFacility.QUAN_LAN;
import static vn.lienthong.sample.DemoFacility.VAN_DON;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The people of the demo: the three patients who have accounts, and their neighbours.
 *
 * <p>The accounts' verified national numbers are the constants here; a patient signs in with them and is recognised in
 * each facility's registration.
 */
public final class DemoPeople {
    public static final String PATIENT_1_CCCD = "099204000001";
    public static final String PATIENT_2_CCCD = "099304000002";
    public static final String PATIENT_3_CCCD = "099204000003";
    public static final String PATIENT_1 = "patient-1";
    public static final String PATIENT_2 = "patient-2";
    public static final String PATIENT_3 = "patient-3";
    /** Has an account as the mother of {@link #NEWBORN}. */
    public static final String PARENT_1_CCCD = "099198000034";
    /** Has no national number yet and is registered under its mother's name. */
    public static final String NEWBORN = "newborn";

    private static final int FIRST_NEIGHBOUR = 4;
    private static final int LAST_NEIGHBOUR = 33;
    private static final int MOTHER = 34;
    private static final int CHILD = 35;
    private static final String ISLAND = "unit-07024-2024";

    private static final ResourcesPerPerson LONG = new ResourcesPerPerson(400);
    private static final ResourcesPerPerson MIDDLE = new ResourcesPerPerson(160);

    private final SampleWorld world;

    public DemoPeople(SampleWorld world) {
        this.world = world;
    }

    /** Everybody's registrations and records; the patients with accounts come first. */
    public List<Push> pushes() {
        List<Push> pushes = new ArrayList<>();
        pushes.addAll(world.pushes(first(), LONG));
        pushes.addAll(world.pushes(second(), MIDDLE));
        pushes.addAll(world.pushes(third(), MIDDLE));
        neighbours().forEach(person -> pushes.addAll(world.pushes(person, ResourcesPerPerson.SMALL)));
        return List.copyOf(pushes);
    }

    /** The patients' decisions, signed at the district's centre; its registrar sends them after {@link #pushes}. */
    public List<Push> consents() {
        var writer = new ConsentWriter(VAN_DON, world.today());
        return List.of(writer.permitProvince(first()), writer.refuse(third(), BAI_CHAY));
    }

    /** The mother acts for her newborn child; recorded as {@link #consents} are. */
    public List<Push> delegations() {
        return List.of(new DelegationWriter(VAN_DON).parent(newborn(), mother(), "MTH"));
    }

    private Person first() {
        return islander(1, PATIENT_1, new PersonName("Nguyễn", "Văn", "Biển"), Sex.MALE, LocalDate.of(2004, 3, 14))
                .with(
                        List.of(Disease.HYPERTENSION, Disease.DIABETES, Disease.INJURY),
                        List.of(QUAN_LAN, VAN_DON, PROVINCIAL_HOSPITAL, BAI_CHAY));
    }

    private Person second() {
        return islander(2, PATIENT_2, new PersonName("Phạm", "Thị", "Hạnh"), Sex.FEMALE, LocalDate.of(2004, 9, 2))
                .with(List.of(Disease.PREGNANCY, Disease.IMMUNISATION), List.of(VAN_DON, PROVINCIAL_HOSPITAL));
    }

    /** HIV is known to the district's centre alone: its main matter there, and nobody else's. */
    private Person third() {
        return islander(3, PATIENT_3, new PersonName("Đặng", "Quốc", "Hưng"), Sex.MALE, LocalDate.of(2004, 12, 20))
                .with(List.of(Disease.TUBERCULOSIS, Disease.HIV), List.of(QUAN_LAN, VAN_DON, BAI_CHAY));
    }

    private Stream<Person> neighbours() {
        return Stream.concat(
                IntStream.rangeClosed(FIRST_NEIGHBOUR, LAST_NEIGHBOUR).mapToObj(this::neighbour),
                Stream.of(mother(), newborn()));
    }

    /** Four share their name with a patient who has an account, one of them also the day of birth. */
    private Person neighbour(int number) {
        Person person = world.population().person(number, "neighbour-" + number);
        return switch (number) {
            case FIRST_NEIGHBOUR -> person.named(first().name()).born(Sex.MALE, first().birth());
            case FIRST_NEIGHBOUR + 1 -> person.named(first().name()).born(Sex.MALE, LocalDate.of(1958, 1, 1));
            case FIRST_NEIGHBOUR + 2 -> person.named(second().name()).born(Sex.FEMALE, LocalDate.of(1999, 9, 2));
            case FIRST_NEIGHBOUR + 3 -> person.named(third().name()).born(Sex.MALE, LocalDate.of(1985, 12, 20));
            default -> person;
        };
    }

    private Person mother() {
        return islander(MOTHER, "mother", new PersonName("Vũ", "Thị", "Thơm"), Sex.FEMALE, LocalDate.of(1998, 5, 6))
                .with(List.of(Disease.PREGNANCY), List.of(QUAN_LAN, VAN_DON));
    }

    private Person newborn() {
        return islander(CHILD, NEWBORN, mother().name(), Sex.FEMALE, LocalDate.of(2026, 10, 12))
                .with(List.of(Disease.IMMUNISATION), List.of(VAN_DON, PROVINCIAL_HOSPITAL))
                .newbornOf(mother(), world.today().minusDays(20));
    }

    private Person islander(int number, String key, PersonName name, Sex sex, LocalDate birth) {
        Population population = world.population();
        Person drawn = population.person(number, key).named(name).born(sex, birth);
        return drawn.at(population.home("Thôn Đông Nam", population.unit("unit-06994-2025"), ISLAND));
    }
}
