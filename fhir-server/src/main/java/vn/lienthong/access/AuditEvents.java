package vn.lienthong.access;

import vn.lienthong.audit.AuditRow;

/** Renders an audit row as an <a href="https://profiles.ihe.net/ITI/BALP/">AuditEvent</a>. */
public interface AuditEvents {

    /** One resource as minified FHIR JSON. */
    String json(AuditRow row);
}
