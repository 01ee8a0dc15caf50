package vn.lienthong.referral;

import java.util.Locale;

/** What the exchange does about a case that nobody moves, one after the other. */
enum Step {
    /** Before the time is over, to whom the case waits for. */
    REMINDER(
            "Một ca chuyển tuyến hoặc hội chẩn đang chờ cơ sở của bạn, hạn %s.",
            "A referral waits for your facility, until %s."),
    /** The time is over: to the same, and to who stands in for the consultant. */
    OVERDUE(
            "Một ca chuyển tuyến hoặc hội chẩn chờ cơ sở của bạn đã quá hạn %s.",
            "A referral that waits for your facility is overdue since %s."),
    /** To who coordinates the facilities of the province, and can redirect the case from now on. */
    COORDINATOR(
            "Một ca chuyển tuyến hoặc hội chẩn quá hạn %s mà chưa có cơ sở xử lý. Hãy điều phối.",
            "A referral is overdue since %s and no facility has acted on it. Please coordinate."),
    /** It ends, and with it the waiting. */
    EXPIRY("", "");

    private final String vietnamese;
    private final String english;

    Step(String vietnamese, String english) {
        this.vietnamese = vietnamese;
        this.english = english;
    }

    /** Of the part of the Task that names what was said. */
    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    String vietnamese(String time) {
        return vietnamese.formatted(time);
    }

    String english(String time) {
        return english.formatted(time);
    }
}
