package vn.lienthong.spec;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Search without an index: walks through resources and looks. Written apart from the exchange's search, so that the two
 * can disagree.
 */
final class BruteForce {

    private BruteForce() {}

    /** Any coding or plain code below these members is this code, of this system unless it is empty. */
    static Predicate<JsonNode> code(String member, String system, String code) {
        return resource -> values(resource, member).stream().anyMatch(value -> isCode(value, system, code));
    }

    private static boolean isCode(JsonNode value, String system, String code) {
        if (value.isTextual() || value.isBoolean()) {
            return value.asText().equals(code);
        }
        if (value.has("coding")) {
            for (JsonNode coding : value.path("coding")) {
                if (isCode(coding, system, code)) {
                    return true;
                }
            }
            return false;
        }
        String key = value.has("code") ? "code" : "value";
        return value.path(key).asText().equals(code)
                && (system.isEmpty() || value.path("system").asText().equals(system));
    }

    /** Any reference below this member is this one. */
    static Predicate<JsonNode> refersTo(String member, String reference) {
        return resource -> values(resource, member).stream()
                .anyMatch(value -> value.path("reference").asText().equals(reference));
    }

    /** The date, instant or period below one of these members lies wholly within the month, as {@code eq} asks. */
    static Predicate<JsonNode> inMonth(YearMonth month, String... members) {
        return resource -> {
            for (String member : members) {
                JsonNode value = resource.path(member);
                if (value.isTextual()) {
                    return YearMonth.from(day(value.asText(), true)).equals(month);
                }
                if (value.isObject()) {
                    return value.has("start")
                            && value.has("end")
                            && YearMonth.from(day(value.path("start").asText(), true))
                                    .equals(month)
                            && YearMonth.from(day(value.path("end").asText(), false))
                                    .equals(month);
                }
            }
            return false;
        };
    }

    private static LocalDate day(String text, boolean first) {
        if (text.length() > 10) {
            return OffsetDateTime.parse(text)
                    .atZoneSameInstant(java.time.ZoneId.of("Asia/Ho_Chi_Minh"))
                    .toLocalDate();
        }
        return switch (text.length()) {
            case 4 -> LocalDate.of(Integer.parseInt(text), first ? 1 : 12, first ? 1 : 31);
            case 7 ->
                first ? YearMonth.parse(text).atDay(1) : YearMonth.parse(text).atEndOfMonth();
            default -> LocalDate.parse(text);
        };
    }

    private static List<JsonNode> values(JsonNode resource, String member) {
        List<JsonNode> values = new ArrayList<>();
        JsonNode value = resource.path(member);
        if (value.isArray()) {
            value.forEach(values::add);
        } else if (!value.isMissingNode()) {
            values.add(value);
        }
        return values;
    }
}
