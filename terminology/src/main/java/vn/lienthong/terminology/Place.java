package vn.lienthong.terminology;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A code of a system whose codes tell their place, or a block of categories such as {@code B20-B24}, and what lies
 * beneath it.
 *
 * @param root as it stands in the value set
 * @param prefixes what the codes beneath begin with, in normal form
 */
record Place(String root, List<String> prefixes) {

    private static final Pattern BLOCK = Pattern.compile("([A-Z])(\\d\\d)-([A-Z])(\\d\\d)");

    Place {
        prefixes = List.copyOf(prefixes);
    }

    static Place of(String canonicalSystem, String root) {
        var normal = CodeSystems.normal(canonicalSystem, root);
        var block = BLOCK.matcher(normal);
        if (!canonicalSystem.equals(CodeSystems.ICD_10) || !block.matches()) {
            return new Place(root, List.of(normal));
        }
        var categories = new ArrayList<String>();
        int last = number(block.group(3), block.group(4));
        for (int category = number(block.group(1), block.group(2)); category <= last; category++) {
            categories.add("%c%02d".formatted('A' + category / 100, category % 100));
        }
        return new Place(root, categories);
    }

    private static int number(String letter, String digits) {
        return (letter.charAt(0) - 'A') * 100 + Integer.parseInt(digits);
    }

    boolean holds(String normalCode) {
        return prefixes.stream().anyMatch(normalCode::startsWith);
    }

    /** A block is none of its categories, so all of these lie beneath it. */
    boolean holdsBeneath(String normalCode) {
        return holds(normalCode) && !(prefixes.size() == 1 && prefixes.contains(normalCode));
    }
}
