package vn.lienthong.record.fhir;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vn.lienthong.shared.PlainText;

/** The forms of <a href="https://hl7.org/fhir/R4/datatypes.html#primitive">primitive types</a> in JSON. */
final class PrimitiveFormat {

    /** More than any measurement has. */
    private static final int MAX_DIGITS = 64;

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9\\-.]{1,64}");
    private static final Pattern CODE = Pattern.compile("\\S+( \\S+)*");
    private static final Pattern URI = Pattern.compile("\\S+");
    private static final Pattern OID = Pattern.compile("urn:oid:[0-2](\\.(0|[1-9][0-9]*))+");
    private static final Pattern UUID =
            Pattern.compile("urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
    private static final Pattern DATE = Pattern.compile("(\\d{4})(?:-(\\d\\d)(?:-(\\d\\d))?)?");
    private static final Pattern TIME = Pattern.compile("\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?");
    private static final Pattern MOMENT =
            Pattern.compile("(\\d{4}-\\d\\d-\\d\\d)T(\\d\\d:\\d\\d:\\d\\d(?:\\.\\d+)?)(Z|[+-]\\d\\d:\\d\\d)");

    private PrimitiveFormat() {}

    /** What is wrong with a value of a type, as the end of a sentence that says what to give; empty if nothing is. */
    static Optional<String> fault(String type, JsonNode value) {
        return switch (type) {
            case "boolean" -> unless(value.isBoolean(), "give true or false without quotes.");
            case "decimal" ->
                unless(
                        value.isNumber() && isCountable(value.decimalValue()),
                        "give a number without quotes, of at most %d digits and an exponent of at most 999."
                                .formatted(MAX_DIGITS));
            case "integer" -> unless(isInteger(value, Integer.MIN_VALUE), "give a whole number without quotes.");
            case "unsignedInt" -> unless(isInteger(value, 0), "give a whole number from 0, without quotes.");
            case "positiveInt" -> unless(isInteger(value, 1), "give a whole number from 1, without quotes.");
            default ->
                value.isTextual() ? faultOfText(type, value.textValue()) : Optional.of("give a string in quotes.");
        };
    }

    private static boolean isCountable(BigDecimal number) {
        return number.precision() <= MAX_DIGITS && Math.abs((long) number.scale()) <= 999 + MAX_DIGITS;
    }

    private static boolean isInteger(JsonNode value, int least) {
        return value.isIntegralNumber() && value.canConvertToInt() && value.intValue() >= least;
    }

    private static Optional<String> faultOfText(String type, String text) {
        if (text.isEmpty()) {
            return Optional.of("an empty string is not allowed: leave the element out.");
        }
        if (!PlainText.isPlain(text)) {
            return Optional.of(
                    "a string holds no control characters but tab and line ends, and only whole characters.");
        }
        return switch (type) {
            case "id" -> unless(ID.matcher(text).matches(), "an id has 1 to 64 letters, digits, `-` and `.`.");
            case "code" -> unless(CODE.matcher(text).matches(), "a code has no blanks at its ends and no double ones.");
            case "uri", "url", "canonical" -> unless(URI.matcher(text).matches(), "a uri has no blanks.");
            case "oid" -> unless(OID.matcher(text).matches(), "give an oid such as `urn:oid:1.2.3.4`.");
            case "uuid" ->
                unless(
                        UUID.matcher(text).matches(),
                        "give a uuid such as `urn:uuid:c757873d-ec9a-4326-a141-556f43239520`.");
            case "date" -> unless(isDate(text), "give a date such as `2026-01-31`, `2026-01` or `2026`.");
            case "dateTime" ->
                unless(
                        isDate(text) || isMoment(text),
                        "give a date, or a time with its offset such as `2026-01-31T08:30:00+07:00`.");
            case "instant" ->
                unless(isMoment(text), "give a time with its offset such as `2026-01-31T08:30:00.000+07:00`.");
            case "time" -> unless(isTime(text), "give a time such as `08:30:00`.");
            case "base64Binary" -> unless(isBase64(text), "give base64.");
            case "xhtml" -> unless(text.startsWith("<div"), "a narrative is XHTML that begins with `<div`.");
            default -> unless(!text.isBlank(), "a string of blanks is not allowed: leave the element out.");
        };
    }

    private static Optional<String> unless(boolean good, String advice) {
        return good ? Optional.empty() : Optional.of(advice);
    }

    private static boolean isDate(String text) {
        Matcher date = DATE.matcher(text);
        if (!date.matches()) {
            return false;
        }
        String month = date.group(2) == null ? "01" : date.group(2);
        String day = date.group(3) == null ? "01" : date.group(3);
        return isParsed(() -> LocalDate.parse(date.group(1) + "-" + month + "-" + day));
    }

    private static boolean isTime(String text) {
        return TIME.matcher(text).matches() && isParsed(() -> LocalTime.parse(text.substring(0, 8)));
    }

    private static boolean isMoment(String text) {
        Matcher moment = MOMENT.matcher(text);
        return moment.matches()
                && isDate(moment.group(1))
                && isTime(moment.group(2))
                && (moment.group(3).equals("Z") || isTime(moment.group(3).substring(1) + ":00"));
    }

    private static boolean isParsed(Runnable parser) {
        try {
            parser.run();
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static boolean isBase64(String text) {
        try {
            return Base64.getMimeDecoder().decode(text).length > 0;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
