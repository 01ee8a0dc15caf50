package vn.lienthong.referral;

/** In which part somebody moves a Task. */
enum Actor {
    REFERRER("a clinician or coordinator of the referring facility", "bác sĩ hoặc điều phối viên của cơ sở chuyển"),
    DESK("a coordinator of the performing facility", "điều phối viên của cơ sở tiếp nhận"),
    CONSULTANT("a clinician of the performing facility", "bác sĩ của cơ sở tiếp nhận"),
    COORDINATOR(
            "the coordinator of the province, once nobody has acted in time",
            "điều phối viên của tỉnh khi ca đã quá hạn"),
    EXCHANGE("the exchange itself", "hệ thống");

    private final String english;
    private final String vietnamese;

    Actor(String english, String vietnamese) {
        this.english = english;
        this.vietnamese = vietnamese;
    }

    String english() {
        return english;
    }

    String vietnamese() {
        return vietnamese;
    }
}
