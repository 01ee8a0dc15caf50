package vn.lienthong.consent;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A row as plain data. */
record SampleRow(
        String type,
        String id,
        String custodian,
        @Nullable Instant clinicalStart,
        @Nullable Instant clinicalEnd,
        Instant lastUpdated,
        @Nullable String confidentiality,
        Set<String> sensitivity,
        Set<String> codes,
        Set<String> authors,
        @Nullable String encounter)
        implements Row {

    static final Instant LONG_AGO = Instant.parse("2020-01-01T00:00:00Z");

    /** An ordinary observation of a facility that no request of the tests belongs to. */
    static SampleRow observation() {
        return new SampleRow(
                "Observation", "o", "22001", LONG_AGO, LONG_AGO, LONG_AGO, null, Set.of(), Set.of(), Set.of(), null);
    }

    SampleRow of(String newType, String newId) {
        return new SampleRow(
                newType,
                newId,
                custodian,
                clinicalStart,
                clinicalEnd,
                lastUpdated,
                confidentiality,
                sensitivity,
                codes,
                authors,
                encounter);
    }

    SampleRow by(String newCustodian) {
        return new SampleRow(
                type,
                id,
                newCustodian,
                clinicalStart,
                clinicalEnd,
                lastUpdated,
                confidentiality,
                sensitivity,
                codes,
                authors,
                encounter);
    }

    SampleRow during(@Nullable Instant start, @Nullable Instant end) {
        return new SampleRow(
                type, id, custodian, start, end, lastUpdated, confidentiality, sensitivity, codes, authors, encounter);
    }

    SampleRow updated(Instant newLastUpdated) {
        return new SampleRow(
                type,
                id,
                custodian,
                clinicalStart,
                clinicalEnd,
                newLastUpdated,
                confidentiality,
                sensitivity,
                codes,
                authors,
                encounter);
    }

    SampleRow labelled(@Nullable String newConfidentiality, String... labels) {
        return new SampleRow(
                type,
                id,
                custodian,
                clinicalStart,
                clinicalEnd,
                lastUpdated,
                newConfidentiality,
                Set.of(labels),
                codes,
                authors,
                encounter);
    }

    SampleRow coded(String... tokens) {
        return new SampleRow(
                type,
                id,
                custodian,
                clinicalStart,
                clinicalEnd,
                lastUpdated,
                confidentiality,
                sensitivity,
                Set.of(tokens),
                authors,
                encounter);
    }

    SampleRow writtenBy(String... keys) {
        return new SampleRow(
                type,
                id,
                custodian,
                clinicalStart,
                clinicalEnd,
                lastUpdated,
                confidentiality,
                sensitivity,
                codes,
                Set.of(keys),
                encounter);
    }

    SampleRow in(String newEncounter) {
        return new SampleRow(
                type,
                id,
                custodian,
                clinicalStart,
                clinicalEnd,
                lastUpdated,
                confidentiality,
                sensitivity,
                codes,
                authors,
                newEncounter);
    }
}
