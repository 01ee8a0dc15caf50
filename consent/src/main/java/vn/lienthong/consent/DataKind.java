package vn.lienthong.consent;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Data that are alike in all that most decisions look at, to be decided about without any of them: the "class of data"
 * that a patient asks about.
 *
 * @param type resource type
 * @param custodian code of the facility that answers for the data
 * @param confidentiality as {@link Row#confidentiality}
 * @param sensitivity as {@link Row#sensitivity}
 */
public record DataKind(
        String type, String custodian, @Nullable String confidentiality, Set<String> sensitivity) {

    /** No resource has it: an id in FHIR has no space. */
    private static final String NO_ID = " ";

    public DataKind {
        Text.required(type, "resource type");
        Text.required(custodian, "custodian");
        sensitivity = Set.copyOf(sensitivity);
    }

    public static DataKind of(Row row) {
        return new DataKind(row.type(), row.custodian(), row.confidentiality(), row.sensitivity());
    }

    /** A row of this kind that was written at this moment, of no code, author, encounter or name. */
    public Row at(Instant moment) {
        return new Imagined(this, moment);
    }

    private record Imagined(DataKind kind, Instant lastUpdated) implements Row {

        @Override
        public String type() {
            return kind.type();
        }

        @Override
        public String id() {
            return NO_ID;
        }

        @Override
        public String custodian() {
            return kind.custodian();
        }

        @Override
        public @Nullable Instant clinicalStart() {
            return null;
        }

        @Override
        public @Nullable Instant clinicalEnd() {
            return null;
        }

        @Override
        public @Nullable String confidentiality() {
            return kind.confidentiality();
        }

        @Override
        public Set<String> sensitivity() {
            return kind.sensitivity();
        }

        @Override
        public Set<String> codes() {
            return Set.of();
        }

        @Override
        public Set<String> authors() {
            return Set.of();
        }

        @Override
        public @Nullable String encounter() {
            return null;
        }
    }
}
