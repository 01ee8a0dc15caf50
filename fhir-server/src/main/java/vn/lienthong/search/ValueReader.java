package vn.lienthong.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Builds the objects of stored values again, where a search would compare the bytes. */
final class ValueReader {

    private ValueReader() {}

    static SearchValue read(ValueCursor cursor, SearchParameter parameter) {
        if (parameter.kind() != SearchKind.COMPOSITE) {
            return read(cursor, parameter.kind());
        }
        int components = cursor.readVarint();
        var groups = new ArrayList<List<SearchValue>>();
        for (int i = 0; i < components; i++) {
            SearchKind kind = parameter.components().get(i).kind();
            var values = new ArrayList<SearchValue>();
            for (int left = cursor.readVarint(); left > 0; left--) {
                values.add(read(cursor, kind));
            }
            groups.add(values);
        }
        return new SearchValue.Composite(groups);
    }

    /** Texts of tokens come back folded: their first form is not kept. */
    private static SearchValue read(ValueCursor cursor, SearchKind kind) {
        cursor.next(kind);
        return switch (kind) {
            case TOKEN ->
                new SearchValue.Token(
                        cursor.string(ValueCursor.SYSTEM),
                        cursor.has(ValueWriter.SYSTEM_IMPLIED),
                        cursor.string(ValueCursor.CODE),
                        cursor.string(ValueCursor.TEXT),
                        cursor.types());
            case REFERENCE ->
                new SearchValue.Reference(
                        cursor.string(ValueCursor.TYPE),
                        cursor.string(ValueCursor.ID),
                        cursor.string(ValueCursor.VERSION),
                        cursor.string(ValueCursor.URL),
                        cursor.string(ValueCursor.IDENTIFIER_SYSTEM),
                        cursor.string(ValueCursor.IDENTIFIER));
            case DATE -> new SearchValue.DateRange(cursor.low, cursor.high);
            case STRING -> new SearchValue.Text(present(cursor.string(ValueCursor.ORIGINAL)));
            case NUMBER -> new SearchValue.NumberRange(cursor.lowNumber(), cursor.highNumber());
            case QUANTITY ->
                new SearchValue.Quantity(
                        cursor.lowNumber(),
                        cursor.highNumber(),
                        cursor.string(ValueCursor.SYSTEM),
                        cursor.string(ValueCursor.CODE),
                        cursor.string(ValueCursor.UNIT));
            case URI -> new SearchValue.Uri(present(cursor.string(ValueCursor.URL)));
            case SPECIAL ->
                new SearchValue.Position(Double.longBitsToDouble(cursor.low), Double.longBitsToDouble(cursor.high));
            case COMPOSITE -> throw new IllegalStateException("a composite does not contain composites");
        };
    }

    private static String present(@Nullable String text) {
        return Objects.requireNonNull(text);
    }
}
