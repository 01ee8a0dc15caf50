package vn.lienthong.shared;

/**
 * What <a href="https://hl7.org/fhir/R4/datatypes.html#string">FHIR calls a string</a>: no control characters but tab and
 * line ends, no half of a character. PostgreSQL refuses the rest, so it must not get there.
 */
public final class PlainText {

    private PlainText() {}

    public static boolean isPlain(String text) {
        var characters = text.toCharArray();
        return isPlain(characters, 0, characters.length);
    }

    public static boolean isPlain(char[] characters, int start, int end) {
        for (int i = start; i < end; i++) {
            char character = characters[i];
            if (character < ' ') {
                if (character != '\n' && character != '\r' && character != '\t') {
                    return false;
                }
            } else if (Character.isSurrogate(character)) {
                if (i + 1 == end || !Character.isSurrogatePair(character, characters[i + 1])) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }
}
