package vn.lienthong.referral;

import static vn.lienthong.referral.Action.DECLINE;
import static vn.lienthong.referral.Action.DISCARD;
import static vn.lienthong.referral.Action.FAIL;
import static vn.lienthong.referral.Action.MARK_ERROR;
import static vn.lienthong.referral.Action.REDIRECT;
import static vn.lienthong.referral.Action.REFUSE_CANCEL;
import static vn.lienthong.referral.Action.REQUEST_CANCEL;
import static vn.lienthong.referral.Action.REVOKE;
import static vn.lienthong.referral.Action.UNSCHEDULE;
import static vn.lienthong.referral.Action.WITHDRAW;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Coded reasons of {@code Task.statusReason}, and the actions for which each is one. */
enum Reason {
    NO_CAPACITY(DECLINE, REDIRECT),
    NOT_INDICATED(DECLINE),
    OUT_OF_SCOPE(DECLINE, REDIRECT),
    CAN_BE_TREATED_LOCALLY(DECLINE),
    HIGHER_LEVEL_NEEDED(REDIRECT),
    OTHER_SPECIALTY_NEEDED(REDIRECT),
    NO_ANSWER(REDIRECT),
    PATIENT_DECLINED(WITHDRAW, REVOKE, REQUEST_CANCEL, FAIL),
    PATIENT_DIED(WITHDRAW, REVOKE, REQUEST_CANCEL, FAIL),
    SOLVED_LOCALLY(WITHDRAW, REQUEST_CANCEL),
    SENT_ELSEWHERE(WITHDRAW, REQUEST_CANCEL),
    PATIENT_ABSENT(FAIL),
    TECHNICAL_FAILURE(FAIL, UNSCHEDULE),
    PARTICIPANT_UNAVAILABLE(UNSCHEDULE),
    PATIENT_ASKED(UNSCHEDULE),
    TREATMENT_UNDER_WAY(REFUSE_CANCEL),
    STILL_NEEDED(REFUSE_CANCEL),
    WRONG_PATIENT(DISCARD, MARK_ERROR),
    DUPLICATE(DISCARD, MARK_ERROR),
    WRONG_CONTENT(DISCARD, MARK_ERROR);

    static final String CODES = "https://lienthong.vn/fhir/CodeSystem/referral-reason";

    private final Set<Action> actions;

    Reason(Action first, Action... others) {
        this.actions = EnumSet.of(first, others);
    }

    String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static List<Reason> of(Action action) {
        return Arrays.stream(values())
                .filter(reason -> reason.actions.contains(action))
                .toList();
    }
}
