package vn.lienthong.shared;

/** The one failure of the exchange: carries the {@link Issue} that the edge answers with. */
public final class ExchangeException extends RuntimeException {

    private final transient Issue issue;

    public ExchangeException(Issue issue) {
        super(issue.details().getFirst().diagnostics(), null, false, false);
        this.issue = issue;
    }

    public Issue issue() {
        return issue;
    }
}
