package vn.lienthong.scheduling;

import java.nio.charset.StandardCharsets;

/**
 * Content lines of <a href="https://www.rfc-editor.org/rfc/rfc5545#section-3.1">iCalendar</a>: ended by CR LF, and folded
 * where they are longer than 75 bytes, never within a character.
 */
final class CalendarText {

    private static final int LONGEST = 75;

    private final StringBuilder lines = new StringBuilder();

    /** A line whose value needs no escaping: a time, a code, an address. */
    CalendarText line(String name, String value) {
        fold(name + ":" + value);
        return this;
    }

    /** A line whose value is <a href="https://www.rfc-editor.org/rfc/rfc5545#section-3.3.11">TEXT</a>. */
    CalendarText text(String name, String text) {
        return line(name, escaped(text));
    }

    static String escaped(String text) {
        return text.replace("\\", "\\\\")
                .replace(";", "\\;")
                .replace(",", "\\,")
                .replace("\r\n", "\\n")
                .replace("\n", "\\n")
                .replace("\r", "\\n");
    }

    private void fold(String line) {
        int room = LONGEST;
        for (int i = 0; i < line.length(); ) {
            int character = line.codePointAt(i);
            int bytes = Character.toString(character).getBytes(StandardCharsets.UTF_8).length;
            if (bytes > room) {
                lines.append("\r\n ");
                room = LONGEST - 1; // the space counts
            }
            lines.appendCodePoint(character);
            room -= bytes;
            i += Character.charCount(character);
        }
        lines.append("\r\n");
    }

    @Override
    public String toString() {
        return lines.toString();
    }
}
