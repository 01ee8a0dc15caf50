package vn.lienthong.sample;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import vn.lienthong.sample.AdministrativeUnit.Predecessor;
import vn.lienthong.sample.Person.Home;

/** Invents people. A person depends on the seed, the day and the own number alone, not on how many there are. */
final class Population {
    private static final String VAN_DON = "unit-06994-2025";
    /** Half of the people live around the demo's island and district, so that its facilities share patients. */
    private static final int NEIGHBOURS_PERCENT = 50;

    private static final int MINORITY_PERCENT = 12;
    private static final int OLDEST = 88;
    private static final List<EthnicGroup> MINORITIES =
            List.of(EthnicGroup.TAY, EthnicGroup.DAO, EthnicGroup.SAN_CHAY, EthnicGroup.SAN_DIU);
    private static final List<DemoFacility> STATIONS = List.of(DemoFacility.QUAN_LAN, DemoFacility.HA_LONG_VAN_DON);
    private static final List<DemoFacility> HOSPITALS =
            List.of(DemoFacility.PROVINCIAL_HOSPITAL, DemoFacility.BAI_CHAY, DemoFacility.VIET_DUC);

    private final long seed;
    private final LocalDate today;
    private final Map<String, AdministrativeUnit> units;
    private final List<AdministrativeUnit> communes;

    Population(long seed, LocalDate today) {
        this.seed = seed;
        this.today = today;
        units = AdministrativeUnit.all().stream()
                .collect(Collectors.toMap(AdministrativeUnit::id, Function.identity()));
        communes = AdministrativeUnit.all().stream()
                .filter(AdministrativeUnit::commune)
                .toList();
    }

    Person person(int number, String key) {
        Dice dice = Dice.of(seed, number);
        Sex sex = dice.chance(50) ? Sex.MALE : Sex.FEMALE;
        EthnicGroup group = dice.chance(MINORITY_PERCENT) ? dice.pick(MINORITIES) : EthnicGroup.KINH;
        LocalDate birth = today.minusDays(dice.between(400, OLDEST * 365));
        boolean neighbour = dice.chance(NEIGHBOURS_PERCENT);
        return new Person(
                number,
                key,
                Names.draw(dice, sex, group),
                sex,
                group,
                birth,
                Optional.of(NeverIssued.cccd(sex, birth.getYear(), number)),
                NeverIssued.bhyt(age(birth) < 6 ? "TE1" : dice.pick(List.of("GD4", "DN4", "HT3", "HN1")), number),
                home(dice, neighbour ? unit(VAN_DON) : dice.pick(communes)),
                diseases(dice, sex, age(birth)),
                facilities(dice, neighbour),
                Optional.empty());
    }

    private int age(LocalDate birth) {
        return birth.until(today).getYears();
    }

    /** The hamlet's old commune is one of those that went into today's, so both addresses name the same house. */
    private Home home(Dice dice, AdministrativeUnit commune) {
        Predecessor former = dice.pick(commune.predecessors());
        return home(dice.pick(List.of("Thôn ", "Khu ", "Tổ ")) + dice.between(1, 12), commune, former.id());
    }

    Home home(String hamlet, AdministrativeUnit commune, String former) {
        AdministrativeUnit old = unit(former);
        return new Home(hamlet, commune, old, unit(old.partOf()).name());
    }

    AdministrativeUnit unit(String id) {
        return Objects.requireNonNull(units.get(id), id);
    }

    private static List<Disease> diseases(Dice dice, Sex sex, int age) {
        Set<Disease> diseases = EnumSet.noneOf(Disease.class);
        if (age < Person.GROWN || dice.chance(15)) {
            diseases.add(Disease.IMMUNISATION);
        }
        if (age >= Person.GROWN) {
            add(dice, diseases, Disease.HYPERTENSION, age < 40 ? 12 : 55);
            add(dice, diseases, Disease.DIABETES, age < 40 ? 6 : 28);
            add(dice, diseases, Disease.TUBERCULOSIS, 8);
            add(dice, diseases, Disease.HIV, 5);
        }
        if (sex == Sex.FEMALE && age >= 19 && age <= 41) {
            add(dice, diseases, Disease.PREGNANCY, 50);
        }
        add(dice, diseases, Disease.INJURY, diseases.isEmpty() ? 100 : 25);
        return List.copyOf(diseases);
    }

    private static void add(Dice dice, Set<Disease> diseases, Disease disease, int percent) {
        if (dice.chance(percent)) {
            diseases.add(disease);
        }
    }

    /** Two to four: a neighbour's way begins at the station, another's at the district's centre. */
    private static List<DemoFacility> facilities(Dice dice, boolean neighbour) {
        List<DemoFacility> facilities = new ArrayList<>();
        if (neighbour) {
            facilities.add(dice.pick(STATIONS));
        }
        facilities.add(DemoFacility.VAN_DON);
        List<DemoFacility> further = new ArrayList<>(HOSPITALS);
        int wanted = dice.between(2, 4);
        while (facilities.size() < wanted && !further.isEmpty()) {
            DemoFacility next = further.size() > 1 ? further.get(dice.between(0, 1)) : further.getFirst();
            further.remove(next);
            facilities.add(next);
        }
        return facilities;
    }
}
