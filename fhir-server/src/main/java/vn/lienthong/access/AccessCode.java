package vn.lienthong.access;

import java.security.SecureRandom;
import java.util.Locale;
import java.util.Optional;

/**
 * A code that a patient shows and a clinician types: 8 characters of Crockford's base 32, 40 bits. The alphabet has no
 * I, L, O and U; who reads one of the first three types what was meant.
 */
record AccessCode(String characters) {

    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int LENGTH = 8;

    /** Marks the text in a QR code; all of its characters have the short form of QR's alphanumeric mode. */
    private static final String PAYLOAD = "LT1:";

    static AccessCode random(SecureRandom random) {
        var characters = new StringBuilder(LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            characters.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return new AccessCode(characters.toString());
    }

    /** Reads what was typed or scanned; empty when it cannot be a code. */
    static Optional<AccessCode> parse(String text) {
        var upper = text.strip().toUpperCase(Locale.ROOT);
        var characters = (upper.startsWith(PAYLOAD) ? upper.substring(PAYLOAD.length()) : upper)
                .replaceAll("[\\s-]", "")
                .replace('O', '0')
                .replace('I', '1')
                .replace('L', '1');
        boolean whole = characters.length() == LENGTH && characters.chars().allMatch(c -> ALPHABET.indexOf(c) >= 0);
        return whole ? Optional.of(new AccessCode(characters)) : Optional.empty();
    }

    /** As it is read aloud. */
    String text() {
        return characters.substring(0, LENGTH / 2) + "-" + characters.substring(LENGTH / 2);
    }

    /** What a QR code holds. */
    String payload() {
        return PAYLOAD + characters;
    }

    /** Says nothing: a code in a log could be used. */
    @Override
    public String toString() {
        return "AccessCode[hidden]";
    }
}
