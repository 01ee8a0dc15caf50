package vn.lienthong.terminology;

/** A value set that cannot be decided from its definition alone; the message says what to do instead. */
public final class UnsupportedValueSetException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String expression;

    UnsupportedValueSetException(String expression, String diagnostics) {
        super(diagnostics);
        this.expression = expression;
    }

    /** FHIRPath of the place. */
    public String expression() {
        return expression;
    }

    public String diagnostics() {
        return String.valueOf(getMessage());
    }
}
