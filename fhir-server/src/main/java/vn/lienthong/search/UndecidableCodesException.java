package vn.lienthong.search;

/** Codes that cannot be told apart here; a search that needs them is refused. */
public final class UndecidableCodesException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** @param reason a sentence that begins in lower case and ends with a full stop */
    public UndecidableCodesException(String reason) {
        super(reason);
    }

    String reason() {
        return "" + getMessage();
    }
}
