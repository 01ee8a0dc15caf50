package vn.lienthong.referral;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** What has to be done within a time, and within which unless the settings say otherwise. */
enum Deadline {
    ACKNOWLEDGE("5m", "15m", "1h", "4h"),
    TRIAGE("10m", "30m", "2h", "8h"),
    ANSWER("15m", "1h", "4h", "24h"),
    /** Counted from the time that was agreed. */
    ATTEND("15m", "30m", "30m", "1h"),
    REPORT("2h", "4h", "8h", "16h"),
    /** The referrer's answer to a question. */
    INFORM("15m", "1h", "8h", "24h"),
    DECIDE_CANCEL("10m", "30m", "2h", "8h"),
    /** The referrer's look at what came back. */
    TAKE_NOTE("1h", "4h", "8h", "24h"),
    FOLLOW_UP("240h", "240h", "240h", "240h");

    private final Map<Priority, Duration> usual = new EnumMap<>(Priority.class);

    Deadline(String stat, String asap, String urgent, String routine) {
        usual.put(Priority.STAT, parsed(stat));
        usual.put(Priority.ASAP, parsed(asap));
        usual.put(Priority.URGENT, parsed(urgent));
        usual.put(Priority.ROUTINE, parsed(routine));
    }

    private static Duration parsed(String text) {
        return Duration.parse("PT" + text.toUpperCase(Locale.ROOT));
    }

    /** Working time, or for what cannot wait at all the time of the clock on the wall. */
    Duration usual(Priority priority) {
        return java.util.Objects.requireNonNull(usual.get(priority), "Every priority has its time");
    }

    String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
