package vn.lienthong.referral;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Settings of referrals.
 *
 * @param maxPackage resources that can be sent along with one request
 * @param maxPackageSize of all of them and the summary, as JSON
 * @param rest how long a node waits before it looks again for cases that nobody moves
 * @param expiry how long after its time a case ends that nobody has answered
 * @param contracts whether remote care needs a contract between the two facilities, as the law has it
 * @param yearLong beginnings of ICD-10 codes for which a slip of referral is valid for a year, as the circular lists them
 * @param coordinator code of the facility that coordinates the others; without one, late cases go to nobody else
 * @param hours when facilities work
 * @param limits by what has to be done and how much it presses
 * @param facilities what is otherwise at a facility, by its code
 */
@ConfigurationProperties("lienthong.referral")
record ReferralProperties(
        @DefaultValue("200") int maxPackage,
        @DefaultValue("10MB") DataSize maxPackageSize,
        @DefaultValue("5s") Duration rest,
        @DefaultValue("14d") Duration expiry,
        @DefaultValue("true") boolean contracts,
        @DefaultValue Set<String> yearLong,
        @Nullable String coordinator,
        @DefaultValue WorkingHours hours,
        @Nullable Map<Deadline, Map<Priority, Duration>> limits,
        @Nullable Map<String, AtFacility> facilities) {

    /**
     * What is otherwise at one facility.
     *
     * @param backup key of the Practitioner who stands in where a consultant does not act, such as {@code Practitioner/x}
     */
    record AtFacility(
            @Nullable WorkingHours hours,
            @Nullable Map<Deadline, Map<Priority, Duration>> limits,
            @Nullable String backup) {

        static final AtFacility NOTHING = new AtFacility(null, null, null);

        AtFacility {
            limits = checked(limits);
        }
    }

    ReferralProperties {
        if (maxPackage < 1) {
            throw new IllegalArgumentException("`lienthong.referral.max-package` must be 1 or more.");
        }
        if (rest.compareTo(Duration.ofSeconds(1)) < 0 || !expiry.isPositive()) {
            throw new IllegalArgumentException(
                    "`lienthong.referral.rest` must be a second or more, and `expiry` positive.");
        }
        limits = checked(limits);
        yearLong = Set.copyOf(yearLong);
        facilities = facilities == null ? Map.of() : Map.copyOf(facilities);
    }

    private static Map<Deadline, Map<Priority, Duration>> checked(
            @Nullable Map<Deadline, Map<Priority, Duration>> limits) {
        var given = limits == null ? Map.<Deadline, Map<Priority, Duration>>of() : limits;
        given.forEach((deadline, each) -> each.forEach((priority, limit) -> {
            if (!limit.isPositive()) {
                throw new IllegalArgumentException(
                        "`lienthong.referral.…limits.%s.%s` must be positive.".formatted(deadline.code(), priority));
            }
        }));
        return Map.copyOf(given);
    }

    /** Whether one of these codes is of a disease that stays. */
    boolean isYearLong(Collection<String> icd10) {
        return icd10.stream().anyMatch(code -> yearLong.stream().anyMatch(code::startsWith));
    }

    WorkingHours hours(String facility) {
        return Optional.ofNullable(at(facility).hours()).orElse(hours);
    }

    Duration limit(Deadline deadline, Priority priority, String facility) {
        return in(at(facility).limits(), deadline, priority)
                .or(() -> in(limits, deadline, priority))
                .orElseGet(() -> deadline.usual(priority));
    }

    Optional<String> backup(String facility) {
        return Optional.ofNullable(at(facility).backup());
    }

    private AtFacility at(String facility) {
        return facilities == null ? AtFacility.NOTHING : facilities.getOrDefault(facility, AtFacility.NOTHING);
    }

    private static Optional<Duration> in(
            @Nullable Map<Deadline, Map<Priority, Duration>> limits, Deadline deadline, Priority priority) {
        return Optional.ofNullable(limits).map(each -> each.get(deadline)).map(each -> each.get(priority));
    }
}
