package vn.lienthong.search;

import java.util.ArrayList;
import java.util.List;

/** Splits values at separators and undoes <a href="https://hl7.org/fhir/R4/search.html#escaping">escapes</a>. */
public final class Separators {

    private Separators() {}

    /** The parts between separators that no backslash precedes; escapes stay in the parts. */
    public static List<String> split(String value, char separator) {
        var parts = new ArrayList<String>();
        int start = 0;
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) == '\\') {
                i++;
            } else if (value.charAt(i) == separator) {
                parts.add(value.substring(start, i));
                start = i + 1;
            }
        }
        parts.add(value.substring(start));
        return parts;
    }

    public static String unescape(String value) {
        if (value.indexOf('\\') < 0) {
            return value;
        }
        var plain = new StringBuilder(value.length());
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '\\' && i + 1 < value.length() && ",|$\\".indexOf(value.charAt(i + 1)) >= 0) {
                i++;
                plain.append(value.charAt(i));
            } else {
                plain.append(c);
            }
        }
        return plain.toString();
    }
}
