package vn.lienthong.spec.leak;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vn.lienthong.spec.PaperText;

/**
 * Takes out of an answer what differs whenever something is asked twice: times since the run began, ids that the
 * exchange chose during it, sealed page links, which are followed instead, and how a PDF says what stands on it. Everything
 * else counts.
 */
final class Normal {

    private static final Pattern INSTANT =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:\\.\\d+)?(?:Z|[+-]\\d\\d:\\d\\d)");
    private static final Pattern UUID_V7 =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
    private static final Pattern PAGE = Pattern.compile("_page=[A-Za-z0-9_-]+");

    private static final Pattern PAPER = Pattern.compile("\"data\":\"(JVBERi0[^\"]+)\"");

    /** The length follows the length of times; a connection is closed after a number of requests. */
    private static final Set<String> OWN_TO_EACH_REQUEST =
            Set.of("date", "x-request-id", "content-length", "connection", "keep-alive");

    private final Instant began;

    Normal(Instant began) {
        this.began = began;
    }

    String of(int status, Map<String, List<String>> headers, String body) {
        var kept = new TreeMap<String, List<String>>();
        headers.forEach((name, values) -> {
            String lower = name.toLowerCase(Locale.ROOT);
            if (!OWN_TO_EACH_REQUEST.contains(lower)) {
                kept.put(lower, values.stream().map(this::header).toList());
            }
        });
        return status + "\n" + kept + "\n" + text(body) + "\n";
    }

    private String header(String value) {
        try {
            Instant time = OffsetDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return time.isBefore(began) ? value : "NOW";
        } catch (DateTimeException notATime) {
            return text(value);
        }
    }

    private String text(String text) {
        String plain = PAPER.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement("\"data\":\"" + PaperText.of(found.group(1)) + "\""));
        String timeless = INSTANT.matcher(plain).replaceAll(this::instant);
        return PAGE.matcher(withoutNewIds(timeless)).replaceAll("_page=SEALED");
    }

    /** Each world gives ids of its own. */
    static String withoutNewIds(String text) {
        return UUID_V7.matcher(text).replaceAll("NEW-ID");
    }

    private String instant(MatchResult found) {
        return OffsetDateTime.parse(found.group()).toInstant().isBefore(began) ? found.group() : "NOW";
    }
}
