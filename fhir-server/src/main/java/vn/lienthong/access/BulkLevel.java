package vn.lienthong.access;

import java.util.Locale;
import vn.lienthong.record.ResourceTypes;

/** Of what an <a href="https://hl7.org/fhir/uv/bulkdata/STU2/export.html">export</a> is asked. */
public enum BulkLevel {
    /** All that the caller's facility wrote. */
    SYSTEM,
    /** What the caller's facility wrote into records of patients. */
    PATIENT,
    /** The records of the patients of a Group, as the caller may see them. */
    GROUP;

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static BulkLevel ofCode(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }

    boolean contains(String type) {
        return this == SYSTEM ? ResourceTypes.stored(type) : ResourceTypes.inRecord(type);
    }
}
