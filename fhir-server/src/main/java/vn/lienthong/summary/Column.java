package vn.lienthong.summary;

import com.fasterxml.jackson.databind.JsonNode;

/** A column of a section's table. */
record Column(Words header, Cell cell) {

    /** What stands in the column for one resource. */
    interface Cell {

        String of(Wording wording, JsonNode content);
    }

    static Column column(String vietnamese, String english, Cell cell) {
        return new Column(Words.of(vietnamese, english), cell);
    }
}
