package vn.lienthong.summary;

/**
 * A narrative under construction (<a href="https://hl7.org/fhir/R4/narrative.html">XHTML</a>). Texts are escaped here and
 * nowhere else: whatever a resource holds, it comes out as text.
 */
final class Xhtml {

    /** A cell is read at a glance: who needs the whole text opens the resource. */
    private static final int LONGEST = 300;

    private final StringBuilder html = new StringBuilder(1024);

    Xhtml(SummaryLanguage language) {
        html.append("<div xmlns=\"http://www.w3.org/1999/xhtml\" xml:lang=\"")
                .append(language.code())
                .append("\" lang=\"")
                .append(language.code())
                .append("\">");
    }

    /** Opens an element of this project's own choice. */
    Xhtml open(String element) {
        html.append('<').append(element).append('>');
        return this;
    }

    Xhtml close(String element) {
        html.append("</").append(element).append('>');
        return this;
    }

    Xhtml element(String element, String text) {
        return open(element).text(text).close(element);
    }

    Xhtml text(String text) {
        int end = text.length() > LONGEST ? text.offsetByCodePoints(0, cut(text)) : text.length();
        text.substring(0, end).codePoints().forEach(this::character);
        if (end < text.length()) {
            html.append('…');
        }
        return this;
    }

    private static int cut(String text) {
        return Math.min(LONGEST, text.codePointCount(0, text.length()));
    }

    private void character(int character) {
        switch (character) {
            case '&' -> html.append("&amp;");
            case '<' -> html.append("&lt;");
            case '>' -> html.append("&gt;");
            case '"' -> html.append("&quot;");
            case '\'' -> html.append("&#39;");
            case '\n', '\r', '\t' -> html.append(' ');
            default -> html.appendCodePoint(inXml(character) ? character : 0xFFFD);
        }
    }

    /** <a href="https://www.w3.org/TR/xml/#charsets">Characters of XML</a>. */
    private static boolean inXml(int character) {
        return character >= 0x20
                && !(character >= 0xD800 && character <= 0xDFFF)
                && character != 0xFFFE
                && character != 0xFFFF;
    }

    String closed() {
        return html + "</div>";
    }
}
