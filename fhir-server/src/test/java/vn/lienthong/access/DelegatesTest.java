package vn.lienthong.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import vn.lienthong.access.RecordedDelegation.Kind;
import vn.lienthong.consent.DefaultPolicy;
import vn.lienthong.consent.Delegation;
import vn.lienthong.consent.Period;
import vn.lienthong.consent.Policy;
import vn.lienthong.identity.PatientIdentifier;
import vn.lienthong.identity.Person;
import vn.lienthong.identity.Person.Registration;
import vn.lienthong.security.Caller;
import vn.lienthong.security.PurposeOfUse;
import vn.lienthong.security.Role;
import vn.lienthong.security.Scopes;

/** Birthdays are days of Vietnam: they begin at 17:00 of the day before in UTC. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class DelegatesTest {

    private static final String CCCD = "http://fhir.hl7.org.vn/core/sid/cccd";
    private static final String NUMBER = "099198000034";
    private static final Instant FIFTEEN = Instant.parse("2025-05-05T17:00:00Z");
    private static final Instant EIGHTEEN = Instant.parse("2028-05-05T17:00:00Z");

    private final Delegates delegates = new Delegates(new DecisionProperties(200, 10, 18, 15, 7));

    @Test
    void a_parent_acts_until_majority_and_from_fifteen_on_without_what_is_restricted() {
        assertThat(of(Kind.PARENT, Period.ALWAYS, "2010-05-06"))
                .containsExactly(
                        new Delegation("RelatedPerson/r", Period.until(FIFTEEN), Set.of(), Set.of(), Set.of("X")),
                        new Delegation(
                                "RelatedPerson/r",
                                new Period(FIFTEEN, EIGHTEEN),
                                Set.of(),
                                Set.of(),
                                Set.of("X", "R")));
    }

    @Test
    void a_period_narrows_what_the_law_gives_and_never_widens_it() {
        Instant start = Instant.parse("2026-01-01T00:00:00Z");
        assertThat(of(Kind.PARENT, Period.from(start), "2010-05-06"))
                .extracting(Delegation::valid)
                .containsExactly(new Period(start, EIGHTEEN));
        assertThat(of(Kind.PARENT, Period.from(EIGHTEEN), "2010-05-06")).isEmpty();
    }

    @Test
    void where_facilities_tell_different_birth_dates_the_earliest_day_counts() {
        assertThat(of(Kind.PARENT, Period.ALWAYS, "2012-01-01", "2010", "2011-03"))
                .extracting(delegation -> delegation.valid().end())
                .containsExactly(Instant.parse("2024-12-31T17:00:00Z"), Instant.parse("2027-12-31T17:00:00Z"));
    }

    @Test
    void without_a_birth_date_a_parent_acts_for_nobody_and_a_guardian_does() {
        assertThat(of(Kind.PARENT, Period.ALWAYS, (String) null)).isEmpty();
        assertThat(of(Kind.GUARDIAN, Period.ALWAYS, (String) null)).hasSize(1);
    }

    @Test
    void a_guardian_goes_on_after_majority_and_then_sees_all() {
        assertThat(of(Kind.GUARDIAN, Period.ALWAYS, "2010-05-06"))
                .last()
                .isEqualTo(new Delegation("RelatedPerson/r", Period.from(EIGHTEEN), Set.of(), Set.of(), Set.of("X")));
    }

    @Test
    void a_proxy_holds_as_its_period_says_whatever_the_age() {
        assertThat(of(Kind.PROXY, Period.until(FIFTEEN), "1950-01-01"))
                .extracting(Delegation::valid)
                .containsExactly(Period.until(FIFTEEN));
    }

    @Test
    void nobody_acts_by_another_number_or_in_another_role() {
        var grounds = grounds(Kind.PROXY, Period.ALWAYS);
        assertThat(delegates.of(caller(Role.PATIENT, "099198000035"), person("2010-05-06"), grounds))
                .isEmpty();
        assertThat(delegates.of(caller(Role.CLINICIAN, NUMBER), person("2010-05-06"), grounds))
                .isEmpty();
    }

    @Test
    void a_child_agrees_itself_from_seven_until_it_is_of_age() {
        var child = person("2010-05-06");
        assertThat(delegates.agreesItself(child, Instant.parse("2017-05-05T16:59:59Z")))
                .isFalse();
        assertThat(delegates.agreesItself(child, Instant.parse("2017-05-05T17:00:00Z")))
                .isTrue();
        assertThat(delegates.agreesItself(child, EIGHTEEN)).isFalse();
    }

    private List<Delegation> of(Kind kind, Period period, @Nullable String... birthDates) {
        return delegates.of(caller(Role.PATIENT, NUMBER), person(birthDates), grounds(kind, period));
    }

    private static Grounds grounds(Kind kind, Period period) {
        return new Grounds(
                new Policy(List.of(), DefaultPolicy.OPT_IN),
                List.of(new RecordedDelegation(
                        "RelatedPerson/r",
                        kind,
                        new PatientIdentifier(CCCD, NUMBER, true),
                        period,
                        Set.of(),
                        Set.of(),
                        Set.of("X"))),
                List.of(),
                List.of());
    }

    private static Person person(@Nullable String... birthDates) {
        return new Person(
                1,
                1,
                Stream.of(birthDates)
                        .map(date -> new Registration(1, "p", "22021", Optional.ofNullable(date)))
                        .toList());
    }

    private static Caller caller(Role role, String number) {
        return new Caller(
                "u",
                "u",
                Set.of(role),
                Optional.empty(),
                Optional.empty(),
                Optional.of(new vn.lienthong.security.PatientIdentifier(CCCD, number)),
                Scopes.parse(""),
                PurposeOfUse.PATRQT,
                "c",
                "",
                Instant.MAX);
    }
}
