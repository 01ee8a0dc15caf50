package vn.lienthong.access.fhir;

import java.util.Locale;
import vn.lienthong.consent.FacilityLevel;

/** Codes of the code system of facility levels. */
final class FacilityLevels {

    private FacilityLevels() {}

    static FacilityLevel of(String code) {
        for (var level : FacilityLevel.values()) {
            if (level.name().toLowerCase(Locale.ROOT).equals(code)) {
                return level;
            }
        }
        throw new UnreadableConsentException("A facility level is not known.");
    }
}
