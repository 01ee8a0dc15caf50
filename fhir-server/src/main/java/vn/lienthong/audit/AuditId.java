package vn.lienthong.audit;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a row stands: lanes are independent chains, positions in a lane count from 1 without a gap. */
public record AuditId(int lane, long position) {

    /** As many as the migration makes. Not read from the table: a lane whose head was deleted is broken, not gone. */
    public static final int LANES = 64;

    /** Before the first row of the first lane. */
    public static final AuditId BEGINNING = new AuditId(0, 0);

    /** No lane number and no position has more digits. */
    private static final Pattern SHAPE = Pattern.compile("([0-9]{1,4})-([0-9]{1,18})");

    /** The logical id of the AuditEvent, such as `7-1042`. */
    public String value() {
        return lane + "-" + position;
    }

    public static Optional<AuditId> parse(String text) {
        Matcher shape = SHAPE.matcher(text);
        return shape.matches()
                ? Optional.of(new AuditId(Integer.parseInt(shape.group(1)), Long.parseLong(shape.group(2))))
                : Optional.empty();
    }
}
