package vn.lienthong.referral;

/** What must hold beside state and role. */
enum Guard {
    NONE(""),
    /** {@code ServiceRequest.priority}. */
    STAT("priority is stat"),
    /** {@code ServiceRequest.orderDetail} says so. */
    CONVERTIBLE("the referrer allowed a teleconsultation"),
    WAS_ACCEPTED("it was accepted before"),
    WAS_SCHEDULED("it was scheduled before");

    private final String english;

    Guard(String english) {
        this.english = english;
    }

    String english() {
        return english;
    }
}
