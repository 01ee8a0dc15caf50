package vn.lienthong.search;

/** A search that cannot be understood; the server answers 400 with the {@link #issue}. */
public final class InvalidSearchException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient InvalidSearch issue;

    public InvalidSearchException(String parameter, String problem, String example) {
        super(parameter + ": " + problem);
        issue = new InvalidSearch(parameter, problem, example);
    }

    public InvalidSearch issue() {
        return issue;
    }
}
