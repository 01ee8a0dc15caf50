package vn.lienthong.consent;

/**
 * The facility on whose behalf the caller asks, from the <a href="https://profiles.ihe.net/ITI/IUA/">IUA</a> token and
 * the facility directory.
 *
 * @param code the facility's code
 * @param inProvince whether it belongs to the province that runs the exchange
 * @param isPublic whether it is publicly owned
 */
public record CallingFacility(String code, FacilityLevel level, boolean inProvince, boolean isPublic) {
    public CallingFacility {
        Text.required(code, "facility");
    }
}
