package vn.lienthong.access;

import org.springframework.stereotype.Component;
import vn.lienthong.access.DelegationReader.Reading;
import vn.lienthong.access.RecordedDelegation.Kind;
import vn.lienthong.shared.ExchangeException;
import vn.lienthong.shared.Issue;

/** Who may record that somebody acts for a person, and end it. */
@Component
class DelegationRules {

    private final DelegationReader reader;
    private final Papers papers;
    private final Delegates delegates;
    private final DecisionProperties properties;

    DelegationRules(DelegationReader reader, Papers papers, Delegates delegates, DecisionProperties properties) {
        this.reader = reader;
        this.papers = papers;
        this.delegates = delegates;
        this.properties = properties;
    }

    /** Whether this is about a delegation at all; a contact is anybody's to keep. */
    boolean concern(DecisionChange change) {
        return !(before(change) instanceof Reading.Contact) || !(after(change) instanceof Reading.Contact);
    }

    /** Refuses what must not be stored. */
    void check(AccessRequest request, DecisionChange change) {
        if (change.after().isEmpty()) {
            throw DecisionProblem.DELEGATION_NOT_DELETED.refusal(change.place());
        }
        var recorder =
                change.recorder().orElseThrow(() -> DecisionProblem.DELEGATION_BY_REGISTRAR.refusal(change.place()));
        switch (recorder) {
            case Recorder.Registrar registrar -> byRegistrar(request, change, registrar);
            case Recorder.Oneself _ -> byOneself(request, change);
            case Recorder.Delegate _, Recorder.FacilitySystem _ ->
                throw DecisionProblem.DELEGATION_BY_REGISTRAR.refusal(change.place());
        }
    }

    private void byRegistrar(AccessRequest request, DecisionChange change, Recorder.Registrar registrar) {
        if (registrar.practitioner().isEmpty()) {
            throw DecisionProblem.RECORDER_UNNAMED.refusal(change.place());
        }
        switch (after(change)) {
            case Reading.Contact _ -> throw DecisionProblem.DELEGATION_NOT_DELETED.refusal(change.place());
            case Reading.Faulty(var problems) -> throw new ExchangeException(new Issue.Unprocessable(problems));
            case Reading.Sound(var delegation, var active, var evidence) -> {
                if (active) {
                    mustHold(request, change, delegation, evidence);
                }
            }
        }
    }

    private void mustHold(
            AccessRequest request, DecisionChange change, RecordedDelegation delegation, Evidence evidence) {
        if (!papers.are(evidence, change)) {
            throw DecisionProblem.EVIDENCE_MISSING.refusal(change.place() + ".extension");
        }
        if (delegation.kind() == Kind.PARENT && !delegates.isMinor(change.person(), request.now())) {
            throw DecisionProblem.NOT_A_MINOR.refusal(change.place() + ".relationship", properties.majority());
        }
        var end = delegation.period().end();
        boolean isNew = before(change) instanceof Reading.Contact;
        if (delegation.kind() == Kind.PROXY && (end == null || (isNew && !end.isAfter(request.now())))) {
            throw DecisionProblem.PROXY_WITHOUT_END.refusal(change.place() + ".period.end");
        }
    }

    /** What a person gave to somebody of free will, the person can take back alone. */
    private void byOneself(AccessRequest request, DecisionChange change) {
        if (before(change) instanceof Reading.Sound(var given, var _, var _)
                && after(change) instanceof Reading.Sound(var left, var active, var _)
                && given.kind() == Kind.PROXY
                && left.kind() == Kind.PROXY
                && left.delegate().equals(given.delegate())
                && (!active || over(request, left))) {
            return;
        }
        throw DecisionProblem.DELEGATION_ENDS_ONLY.refusal(change.place());
    }

    private static boolean over(AccessRequest request, RecordedDelegation delegation) {
        var end = delegation.period().end();
        return end != null && !end.isAfter(request.now());
    }

    private Reading before(DecisionChange change) {
        return change.before()
                .map(json -> reader.read(change.id(), json, change.place()))
                .orElseGet(Reading.Contact::new);
    }

    private Reading after(DecisionChange change) {
        return change.after()
                .map(json -> reader.read(change.id(), json, change.place()))
                .orElseGet(Reading.Contact::new);
    }
}
