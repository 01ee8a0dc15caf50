package vn.lienthong.sample;

/**
 * Identifiers of invented people, each from a range that no authority issues, so that a sample can never be mistaken
 * for, or linked with, a living person.
 *
 * <p>CCCD: 12 digits, of which the first three are the province of birth registration; assigned are 001 to 096, and
 * numbers above 100 are countries. 099 is neither. The fourth digit (century and sex) and the next two (year) stay
 * truthful, because readers check them. BHYT: characters 4 and 5 are the issuing province, counted from 01; ours is 00,
 * also within the ten-digit insurance number. Telephone: Vietnamese numbers begin with 02, 03, 05, 07, 08 or 09; ours
 * with 010. Licences begin with {@code MAU} (sample).
 */
final class NeverIssued {
    static final String CCCD_PROVINCE = "099";
    static final String INSURANCE_PROVINCE = "00";
    static final String PHONE_PREFIX = "010";

    private NeverIssued() {}

    static String cccd(Sex sex, int birthYear, int number) {
        int century = (birthYear - 1900) / 100 * 2 + (sex == Sex.FEMALE ? 1 : 0);
        return CCCD_PROVINCE + century + digits(birthYear % 100, 2) + digits(number, 6);
    }

    static String bhyt(String group, int number) {
        return group + INSURANCE_PROVINCE + INSURANCE_PROVINCE + digits(number, 8);
    }

    static String phone(int number) {
        return PHONE_PREFIX + digits(number, 7);
    }

    static String licence(String facility, int number) {
        return "MAU-" + facility + "-" + digits(number, 3) + "/CCHN";
    }

    static String digits(int number, int width) {
        String plain = Integer.toString(number);
        return plain.length() >= width ? plain : "0".repeat(width - plain.length()) + plain;
    }
}
