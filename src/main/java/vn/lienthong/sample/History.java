package vn.lienthong.sample;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vn.lienthong.sample.PersonName.Spelling;

/** One person's way through the facilities: how many resources each writes, and when the visits are. */
final class History {
    /** About what a visit writes when there is room; only spreads the visits over the years. */
    private static final int USUAL_VISIT = 22;

    private static final int MAIN_PERCENT = 45;
    /** Even who has just grown up has this much of a history. */
    private static final int SHORTEST_DAYS = 30;

    private static final int FIRST_HOUR = 7;
    private static final int OPEN_MINUTES = 9 * 60;

    private final long seed;
    private final LocalDate today;
    private final Person person;
    private final ResourcesPerPerson size;
    private final Optional<Disease> restricted;
    private final List<Disease> unrestricted;

    History(long seed, LocalDate today, Person person, ResourcesPerPerson size) {
        this.seed = seed;
        this.today = today;
        this.person = person;
        this.size = size;
        restricted = person.diseases().stream().filter(Disease::labelled).findFirst();
        unrestricted = person.diseases().stream()
                .filter(disease -> !disease.labelled())
                .toList();
    }

    List<Push> pushes() {
        List<Push> pushes = new ArrayList<>();
        int facilities = person.facilities().size();
        int left = size.resources();
        for (int index = 0; index < facilities; index++) {
            int share = index == facilities - 1 ? left : size.resources() / facilities;
            left -= share;
            pushes.addAll(record(person.facilities().get(index), share));
        }
        return pushes;
    }

    private List<Push> record(DemoFacility facility, int resources) {
        long code = Integer.parseInt(facility.code);
        Dice dice = Dice.of(seed, person.number(), code);
        var registration = new Registration(person, facility, spelling(dice, facility), dice.chance(30));
        var book = new RecordBook(registration, today, dice, Dice.of(seed, person.number(), code, 1), resources);
        LocalDate start = start();
        new PatientWriter(book).write(start);
        var visits = new VisitWriter(book);
        long days = ChronoUnit.DAYS.between(start, today);
        int expected = Math.max(1, resources / USUAL_VISIT);
        for (int number = 0; book.hasRoomFor(VisitWriter.LEAST); number++) {
            double turn = Math.min((number + dice.share()) / expected, 1.0);
            LocalDate day = start.plusDays(Math.min((long) (turn * days), days - 1));
            visits.write(disease(dice, facility), number, timeOf(day, dice));
            book.cutIfFull();
        }
        return book.finished();
    }

    /** Grown-ups' diseases do not reach back into their childhood. */
    private LocalDate start() {
        LocalDate earliest = today.minusYears(size.years());
        LocalDate grown = person.birth().plusYears(Person.GROWN);
        LocalDate first = grown.isAfter(today) ? person.birth() : grown.minusDays(SHORTEST_DAYS);
        return first.isAfter(earliest) ? first : earliest;
    }

    /**
     * The disease that is this facility's main matter comes more often, so histories differ between facilities. What
     * the law restricts is treated at the district's centre alone.
     */
    private Disease disease(Dice dice, DemoFacility facility) {
        if (facility == DemoFacility.VAN_DON && restricted.isPresent() && dice.chance(MAIN_PERCENT)) {
            return restricted.get();
        }
        if (unrestricted.isEmpty()) {
            return Disease.INJURY;
        }
        return dice.chance(MAIN_PERCENT)
                ? unrestricted.get(Integer.parseInt(facility.code) % unrestricted.size())
                : dice.pick(unrestricted);
    }

    private static LocalDateTime timeOf(LocalDate day, Dice dice) {
        return day.atTime(FIRST_HOUR, 0)
                .plusMinutes(dice.between(0, OPEN_MINUTES))
                .plusSeconds(dice.between(1, 59));
    }

    /** A system has one habit, with exceptions from the days before it. */
    private static Spelling spelling(Dice dice, DemoFacility facility) {
        if (dice.chance(20)) {
            return dice.pick(List.of(Spelling.values()));
        }
        return switch (facility) {
            case QUAN_LAN, HA_LONG_VAN_DON, BAI_CHAY -> Spelling.AS_ON_CARD;
            case VAN_DON -> Spelling.UPPER_CASE;
            case PROVINCIAL_HOSPITAL -> Spelling.UPPER_CASE_NO_MARKS;
            case VIET_DUC -> Spelling.NO_MARKS;
        };
    }
}
