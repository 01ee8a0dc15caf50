package vn.lienthong.access;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.OptionalLong;
import vn.lienthong.record.Home;
import vn.lienthong.record.RecordRow;
import vn.lienthong.shared.ResourceKey;

/**
 * A stored version, as a feature works on it that keeps resources for others.
 *
 * @param json the resource; whoever changes it changes a copy
 */
public record Kept(RecordRow row, ObjectNode json) {

    public ResourceKey key() {
        return row.key();
    }

    /** In whose record it lies; empty where it is in none. */
    public OptionalLong patientKey() {
        return row.home() instanceof Home.OfPatient(var key) ? OptionalLong.of(key) : OptionalLong.empty();
    }

    /** The facility that answers for it, by its code. */
    public String custodian() {
        return row.custodian();
    }
}
