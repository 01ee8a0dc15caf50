package vn.lienthong.access.fhir;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import vn.lienthong.access.DecisionProblem;
import vn.lienthong.consent.FacilityLevel;

/** Codes of the code system of facility levels. */
final class FacilityLevels {

    private FacilityLevels() {}

    static FacilityLevel of(@Nullable String code) {
        for (var level : FacilityLevel.values()) {
            if (level.name().toLowerCase(Locale.ROOT).equals(code)) {
                return level;
            }
        }
        throw new UnreadableConsentException(DecisionProblem.UNKNOWN_LEVEL);
    }
}
