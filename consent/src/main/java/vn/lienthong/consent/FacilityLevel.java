package vn.lienthong.consent;

/**
 * The administrative level of a facility, carried as a type of the <a
 * href="https://profiles.ihe.net/ITI/mCSD/">mCSD</a> Organization.
 */
public enum FacilityLevel {
    COMMUNE,
    DISTRICT,
    PROVINCIAL,
    CENTRAL,
    OTHER
}
