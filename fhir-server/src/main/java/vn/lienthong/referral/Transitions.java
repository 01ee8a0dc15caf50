package vn.lienthong.referral;

import static vn.lienthong.referral.Actor.CONSULTANT;
import static vn.lienthong.referral.Actor.COORDINATOR;
import static vn.lienthong.referral.Actor.DESK;
import static vn.lienthong.referral.Actor.EXCHANGE;
import static vn.lienthong.referral.Actor.REFERRER;
import static vn.lienthong.referral.Input.REASON;
import static vn.lienthong.referral.State.ACCEPTED;
import static vn.lienthong.referral.State.ACKNOWLEDGED;
import static vn.lienthong.referral.State.ADVICE_GIVEN;
import static vn.lienthong.referral.State.CANCEL_REQUESTED;
import static vn.lienthong.referral.State.CLOSED;
import static vn.lienthong.referral.State.COUNTER_REFERRAL_DELIVERED;
import static vn.lienthong.referral.State.DECLINED;
import static vn.lienthong.referral.State.DRAFT;
import static vn.lienthong.referral.State.ENTERED_IN_ERROR;
import static vn.lienthong.referral.State.EXPIRED;
import static vn.lienthong.referral.State.FAILED;
import static vn.lienthong.referral.State.FOLLOW_UP;
import static vn.lienthong.referral.State.IN_CONSULTATION;
import static vn.lienthong.referral.State.MORE_INFORMATION;
import static vn.lienthong.referral.State.RECEIVED;
import static vn.lienthong.referral.State.REDIRECTED;
import static vn.lienthong.referral.State.REPORT;
import static vn.lienthong.referral.State.SCHEDULED;
import static vn.lienthong.referral.State.SUBMITTED;
import static vn.lienthong.referral.State.TRIAGE;
import static vn.lienthong.referral.State.WITHDRAWN;
import static vn.lienthong.referral.Transition.of;

import java.util.List;
import java.util.Optional;

/** The one table of what can become of a referral Task. What is not in it is refused. */
final class Transitions {

    /** No two lead from one state to the same other: the state that is asked for says which move is meant. */
    static final List<Transition> TABLE = List.of(
            of(DRAFT, Action.SUBMIT, SUBMITTED, REFERRER).doing(Effect.FREEZE_PACKAGE),
            of(DRAFT, Action.DISCARD, ENTERED_IN_ERROR, REFERRER).with(REASON),
            of(SUBMITTED, Action.RECEIVE, RECEIVED, DESK, CONSULTANT),
            of(SUBMITTED, Action.START_EMERGENCY, IN_CONSULTATION, DESK, CONSULTANT)
                    .when(Guard.STAT),
            of(SUBMITTED, Action.WITHDRAW, WITHDRAWN, REFERRER).with(REASON),
            of(SUBMITTED, Action.MARK_ERROR, ENTERED_IN_ERROR, REFERRER).with(REASON),
            of(SUBMITTED, Action.REDIRECT, REDIRECTED, COORDINATOR)
                    .with(REASON, Input.REDIRECT_TO)
                    .doing(Effect.OPEN_CHILD),
            of(SUBMITTED, Action.EXPIRE, EXPIRED, EXCHANGE),
            of(RECEIVED, Action.TRIAGE, TRIAGE, DESK, CONSULTANT),
            of(RECEIVED, Action.START_EMERGENCY, IN_CONSULTATION, DESK, CONSULTANT)
                    .when(Guard.STAT),
            of(RECEIVED, Action.WITHDRAW, WITHDRAWN, REFERRER).with(REASON),
            of(RECEIVED, Action.MARK_ERROR, ENTERED_IN_ERROR, REFERRER).with(REASON),
            of(RECEIVED, Action.REDIRECT, REDIRECTED, COORDINATOR)
                    .with(REASON, Input.REDIRECT_TO)
                    .doing(Effect.OPEN_CHILD),
            of(RECEIVED, Action.EXPIRE, EXPIRED, EXCHANGE),
            of(TRIAGE, Action.ACCEPT, ACCEPTED, DESK, CONSULTANT)
                    .with(Input.CONSULTANT)
                    .doing(Effect.ISSUE_SLIP),
            of(TRIAGE, Action.START_EMERGENCY, IN_CONSULTATION, DESK, CONSULTANT)
                    .when(Guard.STAT),
            of(TRIAGE, Action.DECLINE, DECLINED, DESK, CONSULTANT).with(REASON),
            of(TRIAGE, Action.ASK, MORE_INFORMATION, DESK, CONSULTANT)
                    .with(Input.QUESTION)
                    .doing(Effect.COMMUNICATE),
            of(TRIAGE, Action.REDIRECT, REDIRECTED, DESK, COORDINATOR)
                    .with(REASON, Input.REDIRECT_TO)
                    .doing(Effect.OPEN_CHILD),
            of(TRIAGE, Action.WITHDRAW, WITHDRAWN, REFERRER).with(REASON),
            of(TRIAGE, Action.EXPIRE, EXPIRED, EXCHANGE),
            of(MORE_INFORMATION, Action.ANSWER, TRIAGE, REFERRER)
                    .with(Input.ANSWER)
                    .doing(Effect.COMMUNICATE),
            of(MORE_INFORMATION, Action.WITHDRAW, WITHDRAWN, REFERRER).with(REASON),
            of(MORE_INFORMATION, Action.EXPIRE, EXPIRED, EXCHANGE),
            of(REDIRECTED, Action.CLOSE_WITH_CHILD, CLOSED, EXCHANGE),
            of(REDIRECTED, Action.TAKE_BACK, TRIAGE, EXCHANGE),
            of(REDIRECTED, Action.END_WITH_CHILD, WITHDRAWN, EXCHANGE),
            of(ACCEPTED, Action.SCHEDULE, SCHEDULED, DESK, CONSULTANT).with(Input.APPOINTMENT),
            of(ACCEPTED, Action.START, IN_CONSULTATION, CONSULTANT),
            of(ACCEPTED, Action.ADVISE, ADVICE_GIVEN, CONSULTANT)
                    .with(Input.ADVICE)
                    .doing(Effect.COMMUNICATE),
            of(ACCEPTED, Action.REDIRECT, REDIRECTED, DESK, COORDINATOR)
                    .with(REASON, Input.REDIRECT_TO)
                    .doing(Effect.OPEN_CHILD),
            of(ACCEPTED, Action.REQUEST_CANCEL, CANCEL_REQUESTED, REFERRER)
                    .with(REASON)
                    .doing(Effect.REMEMBER_STATE),
            of(ACCEPTED, Action.FAIL, FAILED, DESK, CONSULTANT).with(REASON),
            of(ACCEPTED, Action.REVOKE, WITHDRAWN, REFERRER).with(REASON),
            of(SCHEDULED, Action.START, IN_CONSULTATION, CONSULTANT),
            of(SCHEDULED, Action.UNSCHEDULE, ACCEPTED, DESK, CONSULTANT).with(REASON),
            of(SCHEDULED, Action.REQUEST_CANCEL, CANCEL_REQUESTED, REFERRER)
                    .with(REASON)
                    .doing(Effect.REMEMBER_STATE),
            of(SCHEDULED, Action.FAIL, FAILED, DESK, CONSULTANT).with(REASON),
            of(SCHEDULED, Action.REVOKE, WITHDRAWN, REFERRER).with(REASON),
            of(ADVICE_GIVEN, Action.CLOSE, CLOSED, REFERRER),
            of(ADVICE_GIVEN, Action.CONVERT, ACCEPTED, DESK, CONSULTANT).when(Guard.CONVERTIBLE),
            of(IN_CONSULTATION, Action.CHANGE_MEANS, IN_CONSULTATION, REFERRER, DESK, CONSULTANT)
                    .with(Input.MEANS),
            of(IN_CONSULTATION, Action.WRITE_REPORT, REPORT, CONSULTANT)
                    .with(Input.REPORT, Input.PLAN, Input.ENCOUNTER),
            of(IN_CONSULTATION, Action.FAIL, FAILED, DESK, CONSULTANT).with(REASON),
            of(IN_CONSULTATION, Action.REVOKE, WITHDRAWN, REFERRER).with(REASON),
            of(REPORT, Action.DELIVER, COUNTER_REFERRAL_DELIVERED, DESK, CONSULTANT),
            of(REPORT, Action.REVOKE, WITHDRAWN, REFERRER).with(REASON),
            of(COUNTER_REFERRAL_DELIVERED, Action.ACKNOWLEDGE, ACKNOWLEDGED, REFERRER)
                    .doing(Effect.COUNTERSIGN),
            of(ACKNOWLEDGED, Action.FOLLOW_UP, FOLLOW_UP, REFERRER),
            of(ACKNOWLEDGED, Action.CLOSE, CLOSED, REFERRER),
            of(FOLLOW_UP, Action.CLOSE, CLOSED, REFERRER),
            of(CANCEL_REQUESTED, Action.ACCEPT_CANCEL, WITHDRAWN, DESK, CONSULTANT),
            of(CANCEL_REQUESTED, Action.EXPIRE, EXPIRED, EXCHANGE),
            of(CANCEL_REQUESTED, Action.REFUSE_CANCEL, ACCEPTED, DESK, CONSULTANT)
                    .with(REASON)
                    .when(Guard.WAS_ACCEPTED),
            of(CANCEL_REQUESTED, Action.REFUSE_CANCEL, SCHEDULED, DESK, CONSULTANT)
                    .with(REASON)
                    .when(Guard.WAS_SCHEDULED));

    private Transitions() {}

    static Optional<Transition> find(State from, State to) {
        return TABLE.stream()
                .filter(transition -> transition.from() == from && transition.to() == to)
                .findFirst();
    }

    static List<Transition> from(State state) {
        return TABLE.stream().filter(transition -> transition.from() == state).toList();
    }

    /** What the end of a child is to its parent. */
    static Optional<Transition> ofParent(State childEnd) {
        return switch (childEnd) {
            case CLOSED -> find(REDIRECTED, CLOSED);
            // Nobody took the case or could do it: the facility that sent it on has it again.
            case DECLINED, FAILED, EXPIRED -> find(REDIRECTED, TRIAGE);
            case WITHDRAWN, ENTERED_IN_ERROR -> find(REDIRECTED, WITHDRAWN);
            case DRAFT,
                    SUBMITTED,
                    RECEIVED,
                    TRIAGE,
                    MORE_INFORMATION,
                    ACCEPTED,
                    REDIRECTED,
                    ADVICE_GIVEN,
                    SCHEDULED,
                    IN_CONSULTATION,
                    REPORT,
                    COUNTER_REFERRAL_DELIVERED,
                    ACKNOWLEDGED,
                    FOLLOW_UP,
                    CANCEL_REQUESTED -> Optional.empty();
        };
    }
}
