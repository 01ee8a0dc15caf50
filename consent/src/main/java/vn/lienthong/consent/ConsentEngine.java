package vn.lienthong.consent;

/**
 * Decides whether a caller may see rows of a person's record: the Consent Authorization Server of <a
 * href="https://profiles.ihe.net/ITI/PCF/">IHE PCF</a> as a pure, total function.
 */
public final class ConsentEngine {

    private ConsentEngine() {}

    /** The decision for one row; for many rows of one person {@link #prepare} once. */
    public static Decision decide(Request request, Row row, Policy policy) {
        return prepare(request, policy).decide(row);
    }

    /** Compiles what the policy has to say to this request. Costs about a microsecond for each provision. */
    public static Decider prepare(Request request, Policy policy) {
        return Decider.of(request, policy);
    }
}
