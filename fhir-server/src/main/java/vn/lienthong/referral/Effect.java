package vn.lienthong.referral;

/** What the exchange does in the same transaction, beside the state. */
enum Effect {
    /** The package becomes what {@code ServiceRequest.supportingInfo} names now, and the chain gets its open leaf. */
    FREEZE_PACKAGE,
    /** Question, answer or advice becomes a Communication that both facilities see. */
    COMMUNICATE,
    /** A child Task of the other facility, submitted. */
    OPEN_CHILD,
    /** The state is kept to which a refused cancellation leads back. */
    REMEMBER_STATE,
    /** The report gets the signature of the doctor who asked, and each activity of its plan becomes a Task. */
    COUNTERSIGN,
    /** The patient gets the slip of referral. */
    ISSUE_SLIP,
    /** The parent Task, if there is one, moves too. */
    TELL_PARENT
}
