package vn.lienthong.sample;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * An invented human being.
 *
 * @param number unique in the world; in the ids of the person's registrations and in the identifiers
 * @param key how the world's users name the person; never sent
 * @param cccd the national number; a newborn has none yet
 * @param bhyt the insurance card's number
 * @param facilities where the person is registered
 */
record Person(
        int number,
        String key,
        PersonName name,
        Sex sex,
        EthnicGroup group,
        LocalDate birth,
        Optional<String> cccd,
        String bhyt,
        Home home,
        List<Disease> diseases,
        List<DemoFacility> facilities,
        Optional<String> mother) {

    static final int GROWN = 16;

    Person {
        diseases = List.copyOf(diseases);
        facilities = List.copyOf(facilities);
    }

    /** Where a person lives: the hamlet, today's commune, and the commune that it was before the reorganisation. */
    record Home(String hamlet, AdministrativeUnit commune, AdministrativeUnit formerCommune, String formerDistrict) {}

    int age(LocalDate day) {
        return birth.until(day).getYears();
    }

    /** The same person under another name, one of the Kinh majority. */
    Person named(PersonName other) {
        return new Person(
                number, key, other, sex, EthnicGroup.KINH, birth, cccd, bhyt, home, diseases, facilities, mother);
    }

    Person with(List<Disease> otherDiseases, List<DemoFacility> otherFacilities) {
        return new Person(
                number, key, name, sex, group, birth, cccd, bhyt, home, otherDiseases, otherFacilities, mother);
    }

    Person at(Home other) {
        return new Person(number, key, name, sex, group, birth, cccd, bhyt, other, diseases, facilities, mother);
    }

    /** The same person as another sex or day of birth, with the national number that follows from them. */
    Person born(Sex otherSex, LocalDate day) {
        return new Person(
                number,
                key,
                name,
                otherSex,
                group,
                day,
                Optional.of(NeverIssued.cccd(otherSex, day.getYear(), number)),
                bhyt,
                home,
                diseases,
                facilities,
                mother);
    }

    /** Before the birth is registered a child goes by its mother's name and has no national number. */
    Person newbornOf(Person mother, LocalDate day) {
        return new Person(
                number,
                key,
                mother.name(),
                sex,
                group,
                day,
                Optional.empty(),
                NeverIssued.bhyt("TE1", number),
                mother.home(),
                List.of(Disease.IMMUNISATION),
                facilities,
                Optional.of(mother.name().full()));
    }
}
