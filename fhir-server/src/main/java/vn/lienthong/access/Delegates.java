package vn.lienthong.access;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.lienthong.access.RecordedDelegation.Kind;
import vn.lienthong.consent.Delegation;
import vn.lienthong.consent.Period;
import vn.lienthong.identity.PatientIdentifier;
import vn.lienthong.identity.Person;
import vn.lienthong.security.Caller;
import vn.lienthong.security.Role;

/**
 * Who acts for a person, and until when. A child's birthdays bound it, so they are seen at each decision: nothing has to
 * be written on the day on which a child comes of age.
 */
@Component
class Delegates {

    private static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");

    /** Withholding what is restricted withholds all that has a sensitivity label. */
    private static final String RESTRICTED = "R";

    private final DecisionProperties properties;

    Delegates(DecisionProperties properties) {
        this.properties = properties;
    }

    /** By what the caller acts for this person, over or not; empty for everybody but delegates. */
    List<Delegation> of(Caller caller, Person person, Grounds grounds) {
        if (!caller.is(Role.PATIENT)
                || caller.patient().isEmpty()
                || grounds.delegations().isEmpty()) {
            return List.of();
        }
        var own = caller.patient().get();
        var number = new PatientIdentifier(own.system(), own.value(), true);
        return grounds.delegations().stream()
                .filter(delegation -> delegation.delegate().isSamePersonAs(number))
                .flatMap(delegation -> bounded(delegation, person))
                .toList();
    }

    /**
     * A recorded right and the part of it that is in force.
     *
     * @param bounded by birthdays and the recorded period
     */
    record InForce(RecordedDelegation recorded, Delegation bounded) {}

    /** Who acts for this person at that moment. */
    List<InForce> inForce(Person person, Grounds grounds, Instant at) {
        return grounds.delegations().stream()
                .flatMap(recorded -> bounded(recorded, person)
                        .filter(bounded -> bounded.valid().contains(at))
                        .map(bounded -> new InForce(recorded, bounded)))
                .toList();
    }

    /** One before the child may keep data to itself, one after it; a guardian of an adult is not bounded. */
    private Stream<Delegation> bounded(RecordedDelegation delegation, Person person) {
        if (delegation.kind() == Kind.PROXY) {
            return Stream.of(with(delegation, delegation.period(), false));
        }
        var own = birthday(person, properties.ownData());
        var majority = birthday(person, properties.majority());
        if (own.isEmpty() || majority.isEmpty()) {
            // Without a birth date nobody can tell that this is a child.
            return delegation.kind() == Kind.PARENT
                    ? Stream.empty()
                    : Stream.of(with(delegation, delegation.period(), false));
        }
        var minor = Stream.of(
                within(delegation, null, own.get(), false), within(delegation, own.get(), majority.get(), true));
        var adult = delegation.kind() == Kind.GUARDIAN
                ? Stream.of(within(delegation, majority.get(), null, false))
                : Stream.<Optional<Delegation>>empty();
        return Stream.concat(minor, adult).flatMap(Optional::stream);
    }

    /** As far as the delegation holds between these moments. */
    private static Optional<Delegation> within(
            RecordedDelegation delegation, @Nullable Instant from, @Nullable Instant until, boolean withholds) {
        var start = later(from, delegation.period().start());
        var end = earlier(until, delegation.period().end());
        return start != null && end != null && !start.isBefore(end)
                ? Optional.empty()
                : Optional.of(with(delegation, new Period(start, end), withholds));
    }

    private static @Nullable Instant later(@Nullable Instant a, @Nullable Instant b) {
        return a == null || (b != null && b.isAfter(a)) ? b : a;
    }

    private static @Nullable Instant earlier(@Nullable Instant a, @Nullable Instant b) {
        return a == null || (b != null && b.isBefore(a)) ? b : a;
    }

    private static Delegation with(RecordedDelegation delegation, Period valid, boolean withholds) {
        var labels = new HashSet<>(delegation.withheld());
        if (withholds) {
            labels.add(RESTRICTED);
        }
        return new Delegation(delegation.id(), valid, delegation.types(), delegation.actions(), labels);
    }

    boolean isMinor(Person person, Instant now) {
        return birthday(person, properties.majority()).filter(now::isBefore).isPresent();
    }

    /** A child who has to agree to a grant itself. */
    boolean agreesItself(Person person, Instant now) {
        return isMinor(person, now)
                && birthday(person, properties.childAgrees())
                        .filter(day -> !now.isBefore(day))
                        .isPresent();
    }

    /** The beginning of that birthday; where facilities tell different ones, or only the year, the earliest. */
    private static Optional<Instant> birthday(Person person, int age) {
        return person.registrations().stream()
                .flatMap(registration -> registration.birthDate().stream())
                .map(Delegates::firstDay)
                .min(Comparator.naturalOrder())
                .map(birth -> birth.plusYears(age).atStartOfDay(ZONE).toInstant());
    }

    private static LocalDate firstDay(String birthDate) {
        return switch (birthDate.length()) {
            case 4 -> Year.parse(birthDate).atDay(1);
            case 7 -> YearMonth.parse(birthDate).atDay(1);
            default -> LocalDate.parse(birthDate);
        };
    }
}
