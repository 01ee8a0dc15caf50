package vn.lienthong.access.fhir;

import vn.lienthong.access.DecisionProblem;
import vn.lienthong.shared.Issue;

/** A Consent says something that this exchange does not understand; it then denies. */
final class UnreadableConsentException extends RuntimeException {

    private final transient DecisionProblem problem;
    private final transient Object[] args;
    private final String place;

    UnreadableConsentException(DecisionProblem problem, Object... args) {
        this(problem, "", args);
    }

    private UnreadableConsentException(DecisionProblem problem, String place, Object[] args) {
        super(problem.english(args), null, false, false);
        this.problem = problem;
        this.args = args;
        this.place = place;
    }

    /** The same at this place, unless it knows a place already. */
    UnreadableConsentException at(String expression) {
        return place.isEmpty() ? new UnreadableConsentException(problem, expression, args) : this;
    }

    Issue.Detail detail() {
        return problem.at(place, args);
    }
}
