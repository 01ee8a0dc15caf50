package vn.lienthong.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import vn.lienthong.scheduling.AppointmentWorkflow.Action;
import vn.lienthong.scheduling.AppointmentWorkflow.Status;

@DisplayName("An Appointment")
class AppointmentWorkflowTest {

    /** Written out once more, as the page of the API has it; {@code BookingSpec} takes each of these ways. */
    @Test
    @DisplayName("moves along these ways and no others")
    void table() {
        assertThat(AppointmentWorkflow.TRANSITIONS.stream()
                        .map(move -> "%s %s %s"
                                .formatted(
                                        move.from().map(Status::code).orElse("-"),
                                        move.action(),
                                        move.to().code()))
                        .collect(Collectors.toSet()))
                .containsExactlyInAnyOrder(
                        "- HOLD pending",
                        "- JOIN_WAITLIST waitlist",
                        "waitlist OFFER pending",
                        "waitlist CANCEL cancelled",
                        "pending BOOK booked",
                        "pending CANCEL cancelled",
                        "pending EXPIRE cancelled",
                        "booked RESCHEDULE booked",
                        "booked CANCEL cancelled",
                        "booked NO_SHOW noshow");
    }

    @Test
    @DisplayName("that is over does not move any more")
    void ends() {
        for (var status : new Status[] {Status.CANCELLED, Status.NOSHOW}) {
            for (var action : Action.values()) {
                assertThat(AppointmentWorkflow.find(status, action)).isEmpty();
            }
        }
        assertThat(AppointmentWorkflow.operations(Status.BOOKED)).isEqualTo("`$reschedule`, `$cancel`, `$no-show`");
    }
}
