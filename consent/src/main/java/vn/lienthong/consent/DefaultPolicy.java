package vn.lienthong.consent;

/**
 * What holds where nobody decided, in the words of <a
 * href="https://profiles.ihe.net/ITI/PCF/volume-1.html">PCF's</a> implicit policies.
 */
public enum DefaultPolicy {
    /** Sharing with another facility needs the patient's request. */
    OPT_IN,
    /** Ordinary rows are open to other facilities for treatment until the patient refuses. */
    OPT_OUT
}
