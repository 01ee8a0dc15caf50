package vn.lienthong.security;

import java.util.EnumSet;
import java.util.Set;
import vn.lienthong.shared.Interaction;

/** What a role may do with a class of resources. */
enum Right {
    LOOK,
    CHANGE,
    /** Find out who a person is among all registrations. */
    IDENTIFY,
    /** Read a person's whole history at once. */
    HISTORY,
    /** Open a record by declaring an emergency. */
    EMERGENCY,
    /** Ask the patient for access, or use the code that the patient shows. */
    ASK,
    /** Close the review of an emergency access with a finding. */
    REVIEW,
    EXPLAIN,
    /** Have the record of accesses checked against its hashes. */
    VERIFY,
    /** Take out in bulk what the caller's facility answers for. */
    EXPORT,
    /** Bring in resources in bulk. */
    IMPORT,
    /** Hold, book, move and cancel appointments. */
    BOOK;

    static Right neededFor(Interaction interaction) {
        return switch (interaction) {
            case READ, VREAD, HISTORY, SEARCH, DOCUMENT, OPERATION, NOTIFY -> LOOK;
            case CREATE, UPDATE, PATCH, DELETE, ANSWER_REQUEST, ACCESS_CODE -> CHANGE;
            case MATCH, PIX -> IDENTIFY;
            case EVERYTHING, SUMMARY -> HISTORY;
            case EMERGENCY_ACCESS, END_EMERGENCY_ACCESS -> EMERGENCY;
            case REQUEST_ACCESS, CANCEL_REQUEST, REDEEM_ACCESS_CODE -> ASK;
            case CLOSE_REVIEW -> REVIEW;
            case EXPLAIN_ACCESS -> EXPLAIN;
            case VERIFY_CHAIN -> VERIFY;
            case EXPORT -> EXPORT;
            case IMPORT -> IMPORT;
            case HOLD, JOIN_WAITLIST, BOOK, CANCEL, RESCHEDULE, NO_SHOW -> BOOK;
            case TRANSACTION, BATCH -> throw new IllegalArgumentException("A Bundle is checked entry by entry.");
            case CONVERT, VALIDATE -> throw new IllegalArgumentException("They look at what the caller sends.");
        };
    }

    /** The letters of SMART scopes that an interaction needs. */
    static Set<Scope.Letter> lettersFor(Interaction interaction) {
        return switch (interaction) {
            case READ,
                    VREAD,
                    HISTORY,
                    OPERATION,
                    NOTIFY,
                    DOCUMENT,
                    EMERGENCY_ACCESS,
                    EXPLAIN_ACCESS,
                    VERIFY_CHAIN,
                    REQUEST_ACCESS,
                    REDEEM_ACCESS_CODE -> EnumSet.of(Scope.Letter.R);
            case SEARCH, MATCH, PIX -> EnumSet.of(Scope.Letter.S);
            case EVERYTHING, SUMMARY, EXPORT -> EnumSet.of(Scope.Letter.R, Scope.Letter.S);
            case CREATE, ANSWER_REQUEST, ACCESS_CODE, HOLD, JOIN_WAITLIST -> EnumSet.of(Scope.Letter.C);
            // What a patch answers, and how it fails, shows what it changes.
            case PATCH -> EnumSet.of(Scope.Letter.R, Scope.Letter.U);
            case UPDATE, END_EMERGENCY_ACCESS, CANCEL_REQUEST, CLOSE_REVIEW, BOOK, CANCEL, RESCHEDULE, NO_SHOW ->
                EnumSet.of(Scope.Letter.U);
            case IMPORT -> EnumSet.of(Scope.Letter.C, Scope.Letter.U);
            case DELETE -> EnumSet.of(Scope.Letter.D);
            case TRANSACTION, BATCH, CONVERT, VALIDATE -> EnumSet.noneOf(Scope.Letter.class);
        };
    }
}
