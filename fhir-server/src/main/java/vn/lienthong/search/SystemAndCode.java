package vn.lienthong.search;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code code}, {@code system|code}, {@code |code} or {@code system|}. */
record SystemAndCode(
        boolean withoutSystem,
        @Nullable String system,
        @Nullable String code) {

    static SystemAndCode parse(String name, String value) {
        List<String> parts =
                Separators.split(value, '|').stream().map(Separators::unescape).toList();
        if (parts.size() == 1) {
            return new SystemAndCode(false, null, parts.get(0));
        }
        String system = parts.get(0);
        String code = parts.get(1);
        if (parts.size() > 2 || (system.isEmpty() && code.isEmpty())) {
            throw new InvalidSearchException(
                    name,
                    "a token is a code, a system and a code, a system alone, or a code without a system.",
                    name + "=http://loinc.org|4548-4");
        }
        return new SystemAndCode(system.isEmpty(), system.isEmpty() ? null : system, code.isEmpty() ? null : code);
    }
}
