package vn.lienthong.referral;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** Settings under the names that the environment carries, as the operations page prints them. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ReferralPropertiesTest {

    private static ReferralProperties bound(Map<String, Object> environment) {
        var given = new StandardEnvironment();
        given.getPropertySources()
                .addFirst(new SystemEnvironmentPropertySource(
                        StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, environment));
        return new Binder(ConfigurationPropertySources.get(given))
                .bindOrCreate("lienthong.referral", ReferralProperties.class);
    }

    @Test
    void without_settings_there_are_usual_hours_and_limits() {
        var usual = bound(Map.of());
        assertThat(usual.coordinator()).isNull();
        assertThat(usual.hours("22001").days()).hasSize(5).doesNotContain(DayOfWeek.SUNDAY);
        assertThat(usual.hours("22001").spans()).hasSize(2);
        assertThat(usual.limit(Deadline.TRIAGE, Priority.URGENT, "22001")).isEqualTo(Duration.ofHours(2));
    }

    @Test
    void hours_holidays_and_limits_are_set_for_all_and_for_one() {
        var set = bound(Map.of(
                "LIENTHONG_REFERRAL_COORDINATOR", "22001",
                "LIENTHONG_REFERRAL_HOURS_SPANS", "08:00-12:00,13:30-17:00",
                "LIENTHONG_REFERRAL_HOURS_DAYS", "MONDAY,SATURDAY",
                "LIENTHONG_REFERRAL_HOURS_HOLIDAYS", "2027-01-01,2027-02-05",
                "LIENTHONG_REFERRAL_LIMITS_TRIAGE_URGENT", "90m",
                "LIENTHONG_REFERRAL_LIMITS_DECIDECANCEL_STAT", "20m",
                "LIENTHONG_REFERRAL_FACILITIES_01901_LIMITS_TRIAGE_URGENT", "4h",
                "LIENTHONG_REFERRAL_FACILITIES_01901_HOURS_SPANS", "07:00-19:00",
                "LIENTHONG_REFERRAL_FACILITIES_01901_BACKUP", "Practitioner/x"));
        assertThat(set.hours("22001").days()).containsExactlyInAnyOrder(DayOfWeek.MONDAY, DayOfWeek.SATURDAY);
        assertThat(set.hours("22001").spans()).contains(WorkingHours.Span.valueOf("13:30-17:00"));
        assertThat(set.hours("22001").holidays())
                .containsExactlyInAnyOrder(LocalDate.parse("2027-01-01"), LocalDate.parse("2027-02-05"));
        assertThat(set.limit(Deadline.TRIAGE, Priority.URGENT, "22001")).isEqualTo(Duration.ofMinutes(90));
        assertThat(set.limit(Deadline.DECIDE_CANCEL, Priority.STAT, "22001")).isEqualTo(Duration.ofMinutes(20));
        assertThat(set.limit(Deadline.TRIAGE, Priority.URGENT, "01901")).isEqualTo(Duration.ofHours(4));
        assertThat(set.hours("01901").spans()).containsExactly(WorkingHours.Span.valueOf("07:00-19:00"));
        assertThat(set.backup("01901")).contains("Practitioner/x");
        assertThat(set.backup("22001")).isEmpty();
    }
}
