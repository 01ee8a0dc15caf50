package vn.lienthong.audit;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import vn.lienthong.shared.FacilityCode;
import vn.lienthong.shared.Interaction;

/**
 * Which rows to find; all conditions hold together.
 *
 * @param patientKeys rows that concern any of these patients; empty for all
 * @param from the first instant that counts
 * @param until the first instant that no longer counts
 * @param interactions empty for all
 * @param after the last row that is already known
 * @param count rows of a page
 */
public record AuditQuery(
        Set<Long> patientKeys,
        Optional<Instant> from,
        Optional<Instant> until,
        Optional<String> userId,
        Optional<FacilityCode> facility,
        Set<Interaction> interactions,
        Optional<AuditOutcome> outcome,
        Optional<Cursor> after,
        int count) {

    /** A page beyond this is no page: rows are a few hundred bytes, AuditEvents some two thousand. */
    public static final int MAXIMAL_COUNT = 1_000;

    /** The place of a row in the order of answers. */
    public record Cursor(Instant recorded, AuditId id) {}

    public AuditQuery {
        patientKeys = Set.copyOf(patientKeys);
        interactions = Set.copyOf(interactions);
        if (count < 1 || count > MAXIMAL_COUNT) {
            throw new IllegalArgumentException("A page of the audit record has 1 to " + MAXIMAL_COUNT + " rows.");
        }
    }

    public static AuditQuery all(int count) {
        return new AuditQuery(
                Set.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Set.of(),
                Optional.empty(),
                Optional.empty(),
                count);
    }

    public AuditQuery ofPatients(Set<Long> keys) {
        return new AuditQuery(keys, from, until, userId, facility, interactions, outcome, after, count);
    }

    public AuditQuery between(Optional<Instant> start, Optional<Instant> end) {
        return new AuditQuery(patientKeys, start, end, userId, facility, interactions, outcome, after, count);
    }

    public AuditQuery byUser(String id) {
        return new AuditQuery(patientKeys, from, until, Optional.of(id), facility, interactions, outcome, after, count);
    }

    public AuditQuery byFacility(FacilityCode code) {
        return new AuditQuery(patientKeys, from, until, userId, Optional.of(code), interactions, outcome, after, count);
    }

    public AuditQuery by(Set<Interaction> chosen) {
        return new AuditQuery(patientKeys, from, until, userId, facility, chosen, outcome, after, count);
    }

    public AuditQuery ending(AuditOutcome chosen) {
        return new AuditQuery(
                patientKeys, from, until, userId, facility, interactions, Optional.of(chosen), after, count);
    }

    public AuditQuery after(Cursor last) {
        return new AuditQuery(
                patientKeys, from, until, userId, facility, interactions, outcome, Optional.of(last), count);
    }
}
