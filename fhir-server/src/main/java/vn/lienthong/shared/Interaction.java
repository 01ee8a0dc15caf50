package vn.lienthong.shared;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a caller can ask of the FHIR API: the <a href="https://hl7.org/fhir/R4/http.html">RESTful interactions</a> and
 * the operations that have a name of their own in permissions and in the audit record.
 */
public enum Interaction {
    READ("read"),
    VREAD("vread"),
    HISTORY("history"),
    SEARCH("search"),
    CREATE("create"),
    UPDATE("update"),
    PATCH("patch"),
    DELETE("delete"),
    TRANSACTION("transaction"),
    BATCH("batch"),
    EVERYTHING("everything"),
    SUMMARY("summary"),
    MATCH("match"),
    PIX("ihe-pix"),
    EMERGENCY_ACCESS("emergency-access"),
    END_EMERGENCY_ACCESS("end-emergency-access"),
    CLOSE_REVIEW("close-review"),
    REQUEST_ACCESS("request-access"),
    CANCEL_REQUEST("cancel-request"),
    ANSWER_REQUEST("answer-request"),
    ACCESS_CODE("access-code"),
    REDEEM_ACCESS_CODE("redeem-access-code"),
    EXPLAIN_ACCESS("explain-access"),
    VERIFY_CHAIN("verify-chain"),
    EXPORT("export"),
    IMPORT("import"),
    HOLD("hold"),
    JOIN_WAITLIST("join-waitlist"),
    BOOK("book"),
    CANCEL("cancel"),
    RESCHEDULE("reschedule"),
    NO_SHOW("no-show"),
    DOCUMENT("document"),
    CONVERT("convert"),
    VALIDATE("validate"),
    /** The exchange tells a subscriber of changes. */
    NOTIFY("notify"),
    OPERATION("operation");

    private static final Map<String, Interaction> BY_CODE =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Interaction::code, Function.identity()));

    private final String code;

    Interaction(String code) {
        this.code = code;
    }

    /** The word in paths, permissions and the audit record. */
    public String code() {
        return code;
    }

    public static Optional<Interaction> ofCode(String code) {
        return Optional.ofNullable(BY_CODE.get(code));
    }

    /** True when the interaction can change what is stored. */
    public boolean writes() {
        return switch (this) {
            case CREATE,
                    UPDATE,
                    PATCH,
                    DELETE,
                    TRANSACTION,
                    BATCH,
                    EMERGENCY_ACCESS,
                    END_EMERGENCY_ACCESS,
                    CLOSE_REVIEW,
                    REQUEST_ACCESS,
                    CANCEL_REQUEST,
                    ANSWER_REQUEST,
                    ACCESS_CODE,
                    REDEEM_ACCESS_CODE,
                    IMPORT,
                    HOLD,
                    JOIN_WAITLIST,
                    BOOK,
                    CANCEL,
                    RESCHEDULE,
                    NO_SHOW -> true;
            case READ,
                    VREAD,
                    HISTORY,
                    SEARCH,
                    EVERYTHING,
                    SUMMARY,
                    MATCH,
                    PIX,
                    EXPLAIN_ACCESS,
                    VERIFY_CHAIN,
                    EXPORT,
                    DOCUMENT,
                    CONVERT,
                    VALIDATE,
                    NOTIFY,
                    OPERATION -> false;
        };
    }
}
