package vn.lienthong.bulk;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Resources of one type in a range of records. It holds none: it says where to read.
 *
 * @param range empty for what lies outside records
 */
public record ExportFile(Name name, Optional<Range> range) {

    private static final Pattern NAME = Pattern.compile("([A-Z][A-Za-z]{1,63})-([1-9]\\d{0,8})\\.ndjson");

    /** Records after the first key, up to the last. */
    public record Range(long after, long last) {}

    /** The last part of its address. */
    public record Name(String type, int number) {

        static Optional<Name> parse(String text) {
            var matcher = NAME.matcher(text);
            return matcher.matches()
                    ? Optional.of(new Name(matcher.group(1), Integer.parseInt(matcher.group(2))))
                    : Optional.empty();
        }

        @Override
        public String toString() {
            return "%s-%d.ndjson".formatted(type, number);
        }
    }
}
