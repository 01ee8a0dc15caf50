package vn.lienthong.bench;

/** An answer that is not what was asked for: there is nothing to measure. */
final class BenchFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BenchFailure(String message) {
        super(message);
    }
}
