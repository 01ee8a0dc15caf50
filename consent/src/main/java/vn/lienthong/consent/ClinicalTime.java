package vn.lienthong.consent;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** When what a row tells happened, as seen by a grant and by a refusal; null is unbounded. */
record ClinicalTime(@Nullable Instant start, @Nullable Instant end) {

    static ClinicalTime of(Row row) {
        @Nullable Instant start = row.clinicalStart();
        @Nullable Instant end = row.clinicalEnd();
        if (start == null && end == null) {
            return new ClinicalTime(row.lastUpdated(), row.lastUpdated());
        }
        if (start != null && end != null && end.isBefore(start)) {
            return new ClinicalTime(end, start);
        }
        return new ClinicalTime(start, end);
    }

    /**
     * A grant of a period covers what lies in it; what still goes on counts by its start. A refusal of a period strikes
     * what touches it.
     */
    boolean within(Period period, Provision.Type type) {
        return switch (type) {
            case PERMIT -> period.encloses(start, end == null ? start : end);
            case DENY -> period.touches(start, end);
        };
    }
}
