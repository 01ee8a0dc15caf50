package vn.lienthong.search;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The stored search values of one row, read in place. One view serves any number of rows after each other by
 * {@link #reset}; it is not thread-safe.
 */
public final class SearchValuesView {

    private final ValueCursor cursor;
    private @Nullable SpanTexts texts;

    public SearchValuesView(byte[] stored) {
        cursor = new ValueCursor(stored);
        reset(stored);
    }

    /** A view of nothing, until it is turned to a row. */
    public static SearchValuesView empty() {
        return new SearchValuesView(new byte[] {SearchValues.FORMAT});
    }

    /**
     * Turns to the values of another row.
     *
     * @throws IllegalStateException if they were stored in another format and must be indexed anew
     */
    public void reset(byte[] stored) {
        if (stored.length == 0 || stored[0] != SearchValues.FORMAT) {
            throw new IllegalStateException("search values of another format: index this row anew");
        }
        cursor.reset(stored);
    }

    /** All values of a parameter, as objects. */
    public List<SearchValue> values(SearchParameter parameter) {
        int count = seek(parameter.ordinal());
        var values = new ArrayList<SearchValue>(count);
        for (int i = 0; i < count; i++) {
            values.add(ValueReader.read(cursor, parameter));
        }
        return List.copyOf(values);
    }

    /** The resources of this server that a reference parameter points to, for {@code _include}. */
    public List<Target> referencesOf(SearchParameter parameter) {
        if (parameter.kind() != SearchKind.REFERENCE) {
            return List.of();
        }
        var targets = new ArrayList<Target>();
        for (int left = seek(parameter.ordinal()); left > 0; left--) {
            cursor.next(SearchKind.REFERENCE);
            String type = cursor.string(ValueCursor.TYPE);
            String id = cursor.string(ValueCursor.ID);
            if (type != null && id != null) {
                targets.add(new Target(type, id));
            }
        }
        return List.copyOf(targets);
    }

    /** Adds the codes of a token parameter as {@code system|code}. */
    public void addCodes(SearchParameter parameter, Collection<String> codes) {
        for (int left = seek(parameter.ordinal()); left > 0; left--) {
            cursor.next(SearchKind.TOKEN);
            if (cursor.isPresent(ValueCursor.CODE)) {
                codes.add(cursor.text(ValueCursor.CODE, texts(), this::systemAndCode));
            }
        }
    }

    private String systemAndCode() {
        String system = cursor.string(ValueCursor.SYSTEM);
        return (system == null ? "" : system) + "|" + cursor.string(ValueCursor.CODE);
    }

    /** Adds the resources of this server that a reference parameter points to as {@code Type/id}. */
    public void addTargets(SearchParameter parameter, Collection<String> targets) {
        for (int left = seek(parameter.ordinal()); left > 0; left--) {
            cursor.next(SearchKind.REFERENCE);
            if (cursor.isPresent(ValueCursor.TYPE) && cursor.isPresent(ValueCursor.ID)) {
                targets.add(cursor.text(ValueCursor.ID, texts(), this::typeAndId));
            }
        }
    }

    /** A table of some kilobytes, which only decisions by codes and authors need. */
    private SpanTexts texts() {
        if (texts == null) {
            texts = new SpanTexts();
        }
        return texts;
    }

    private String typeAndId() {
        return cursor.string(ValueCursor.TYPE) + "/" + cursor.string(ValueCursor.ID);
    }

    /** A resource of this server. */
    public record Target(String type, String id) {}

    /** From where to where the values of a parameter lie; the same place twice, in its order, where it has none. */
    int[] place(int ordinal) {
        cursor.moveTo(1);
        while (!cursor.atEnd()) {
            int before = cursor.position();
            int found = cursor.readVarint();
            int length = cursor.readVarint();
            int behind = cursor.position() + length;
            if (found >= ordinal) {
                return new int[] {before, found == ordinal ? behind : before};
            }
            cursor.moveTo(behind);
        }
        return new int[] {cursor.position(), cursor.position()};
    }

    /** The version of {@link AddedParameters} by which the row was indexed; 0 if by none. */
    public long addedVersion() {
        if (seek(AddedParameters.VERSION_ORDINAL) == 0) {
            return 0;
        }
        cursor.next(SearchKind.NUMBER);
        BigDecimal version = cursor.lowNumber();
        return version == null ? 0 : version.longValue();
    }

    /** Where the values of R4's own parameters end. */
    int endOfStandard() {
        cursor.moveTo(1);
        while (!cursor.atEnd()) {
            int before = cursor.position();
            int ordinal = cursor.readVarint();
            if (ordinal >= AddedParameters.VERSION_ORDINAL) {
                return before;
            }
            int length = cursor.readVarint();
            cursor.moveTo(cursor.position() + length);
        }
        return cursor.position();
    }

    /** Puts the cursor before the values of a parameter and answers how many there are. */
    int seek(int ordinal) {
        cursor.moveTo(1);
        while (!cursor.atEnd()) {
            int found = cursor.readVarint();
            int length = cursor.readVarint();
            if (found == ordinal) {
                return cursor.readVarint();
            }
            if (found > ordinal) {
                return 0;
            }
            cursor.moveTo(cursor.position() + length);
        }
        return 0;
    }

    ValueCursor cursor() {
        return cursor;
    }
}
