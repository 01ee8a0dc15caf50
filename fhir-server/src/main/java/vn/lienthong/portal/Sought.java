package vn.lienthong.portal;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What somebody has typed, or a reader of cards has, into the one field: the search of patients that it means.
 *
 * @param query below {@code Patient?}, encoded
 */
record Sought(String query) {

    private static final String SYSTEMS = "http://fhir.hl7.org.vn/core/sid/";

    /** The text of the code on an identity card: number, former number, name, birth date, sex, address, day of issue. */
    private static final Pattern CARD = Pattern.compile("(\\d{12})\\|[^|]*\\|[^|]*\\|\\d{8}\\|.*");

    private static final Pattern IDENTITY_NUMBER = Pattern.compile("\\d{12}");
    private static final Pattern INSURANCE_CARD = Pattern.compile("[A-Za-z]{2}\\d{13}|\\d{10}");
    private static final Pattern YEAR = Pattern.compile("(?:19|20)\\d\\d");
    private static final Pattern DAY = Pattern.compile("(\\d{1,2})[/.-](\\d{1,2})[/.-]((?:19|20)\\d\\d)");

    /** Empty for what cannot be looked for: a code of something else, a telephone number, a single letter. */
    static Optional<Sought> of(String typed) {
        var text = typed.strip();
        var card = CARD.matcher(text);
        if (card.matches()) {
            return identifier("cccd", card.group(1));
        }
        var joined = text.replaceAll("[ .]", "");
        if (IDENTITY_NUMBER.matcher(joined).matches()) {
            return identifier("cccd", joined);
        }
        if (INSURANCE_CARD.matcher(joined).matches()) {
            return identifier("bhyt", joined.toUpperCase(java.util.Locale.ROOT));
        }
        return name(text);
    }

    private static Optional<Sought> identifier(String system, String value) {
        return Optional.of(new Sought(Fhir.path("identifier=%s", SYSTEMS + system + "|" + value)));
    }

    private static Optional<Sought> name(String text) {
        var words = text.split("\\s+");
        var birth = birth(words[words.length - 1]);
        var name = Arrays.stream(words, 0, birth.isPresent() ? words.length - 1 : words.length)
                .collect(Collectors.joining(" "));
        if (name.length() < 2 || !name.chars().allMatch(one -> Character.isLetter(one) || " '-".indexOf(one) >= 0)) {
            return Optional.empty();
        }
        return Optional.of(new Sought(Fhir.path("name=%s", name)
                + birth.map(day -> Fhir.path("&birthdate=%s", day)).orElse("")));
    }

    private static Optional<String> birth(String word) {
        var day = DAY.matcher(word);
        if (day.matches()) {
            return Optional.of("%s-%02d-%02d"
                    .formatted(day.group(3), Integer.parseInt(day.group(2)), Integer.parseInt(day.group(1))));
        }
        return YEAR.matcher(word).matches() ? Optional.of(word) : Optional.empty();
    }
}
