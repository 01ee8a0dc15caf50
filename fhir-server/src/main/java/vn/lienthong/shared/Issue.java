package vn.lienthong.shared;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a request was not fulfilled, in the words of
 * <a href="https://hl7.org/fhir/R4/operationoutcome.html">OperationOutcome</a>.
 *
 * <p>Each kind has one HTTP status. Diagnostics are plain sentences that say what to do, with user input in backticks and
 * never demographics.
 */
public sealed interface Issue {

    List<Detail> details();

    /**
     * One place that is wrong.
     *
     * @param code the code of <a href="https://hl7.org/fhir/R4/valueset-issue-type.html">IssueType</a>
     * @param expression FHIRPath of the place, or {@code null} where the whole request is meant
     * @param vietnamese the same sentence for patients and registrars; {@code null} where programs alone are meant
     */
    record Detail(
            String code,
            @Nullable String expression,
            String diagnostics,
            @Nullable String vietnamese) {

        public Detail(String code, @Nullable String expression, String diagnostics) {
            this(code, expression, diagnostics, null);
        }
    }

    /** 400: the request cannot be understood. */
    record Malformed(List<Detail> details) implements Issue {}

    /** 403: understood, and not allowed for this caller whatever the data. */
    record Forbidden(List<Detail> details) implements Issue {}

    /** 404: not here, or not to be seen by this caller. */
    record Unknown(List<Detail> details) implements Issue {}

    /** 405: this interaction does not exist here. */
    record NotSupported(List<Detail> details) implements Issue {}

    /** 406: an answer in a form that is not served here was asked for. */
    record NotAcceptable(List<Detail> details) implements Issue {}

    /** 410: was here and has been deleted. */
    record Deleted(List<Detail> details, int version) implements Issue {}

    /** 409: the state of the exchange does not admit the change. */
    record Conflict(List<Detail> details) implements Issue {}

    /** 412: a condition of the request does not hold. */
    record ConditionFailed(List<Detail> details) implements Issue {}

    /** 428: a condition must be given, and the request has none. */
    record ConditionRequired(List<Detail> details) implements Issue {}

    /** 413: more than the exchange takes at once. */
    record TooLarge(List<Detail> details) implements Issue {}

    /** 415: a form of body that is not read here. */
    record UnsupportedMedia(List<Detail> details) implements Issue {}

    /** 422: understood, and breaks a rule of the content. */
    record Unprocessable(List<Detail> details) implements Issue {}

    /**
     * 429: asked too often.
     *
     * @param retryAfter when asking again can help
     */
    record TooMany(List<Detail> details, Duration retryAfter) implements Issue {}

    /** 503: a part that is needed to answer does not answer itself. */
    record Unavailable(List<Detail> details) implements Issue {}

    static ExchangeException malformed(String code, @Nullable String expression, String diagnostics) {
        return new ExchangeException(new Malformed(one(code, expression, diagnostics)));
    }

    static ExchangeException forbidden(String diagnostics) {
        return new ExchangeException(new Forbidden(one("forbidden", null, diagnostics)));
    }

    static ExchangeException unknown(ResourceKey key) {
        return new ExchangeException(new Unknown(one("not-found", null, "`%s` is not known here.".formatted(key))));
    }

    static ExchangeException deleted(ResourceKey key, int version) {
        return new ExchangeException(new Deleted(
                one("deleted", null, "`%s` was deleted. Its former versions can be read.".formatted(key)), version));
    }

    static ExchangeException notSupported(String diagnostics) {
        return new ExchangeException(new NotSupported(one("not-supported", null, diagnostics)));
    }

    static ExchangeException notAcceptable(String diagnostics) {
        return new ExchangeException(new NotAcceptable(one("not-supported", null, diagnostics)));
    }

    static ExchangeException unsupportedMedia(String diagnostics) {
        return new ExchangeException(new UnsupportedMedia(one("not-supported", null, diagnostics)));
    }

    static ExchangeException unprocessable(String code, @Nullable String expression, String diagnostics) {
        return new ExchangeException(new Unprocessable(one(code, expression, diagnostics)));
    }

    static ExchangeException conflict(@Nullable String expression, String diagnostics) {
        return new ExchangeException(new Conflict(one("conflict", expression, diagnostics)));
    }

    static ExchangeException conditionFailed(String code, @Nullable String expression, String diagnostics) {
        return new ExchangeException(new ConditionFailed(one(code, expression, diagnostics)));
    }

    static ExchangeException tooMany(String diagnostics, Duration retryAfter) {
        return new ExchangeException(new TooMany(one("throttled", null, diagnostics), retryAfter));
    }

    static ExchangeException tooLarge(String diagnostics) {
        return new ExchangeException(new TooLarge(one("too-long", null, diagnostics)));
    }

    static List<Detail> one(String code, @Nullable String expression, String diagnostics) {
        return List.of(new Detail(code, expression, diagnostics));
    }
}
