package vn.lienthong.access.fhir;

import java.util.Map;
import java.util.Set;

/**
 * Labels that stand for several, from <a
 * href="https://terminology.hl7.org/ValueSet-v3-InformationSensitivityPolicy.html">v3 InformationSensitivityPolicy</a>.
 * Data carry the narrow label, people often name the wide one.
 */
final class SensitivityLabels {

    private static final Map<String, Set<String>> KINDS = Map.of(
            "ETH", Set.of("ETH", "ETHUD", "OPIOIDUD"),
            "SUD", Set.of("SUD", "ETHUD", "OPIOIDUD"),
            "PSY", Set.of("PSY", "PSYTHPN"),
            "MH", Set.of("MH", "PSY", "PSYTHPN"),
            "BH", Set.of("BH", "MH", "PSY", "PSYTHPN", "SUD", "ETH", "ETHUD", "OPIOIDUD"));

    private SensitivityLabels() {}

    /** The label and all kinds of it. */
    static String[] meantBy(String code) {
        return KINDS.getOrDefault(code, Set.of(code)).toArray(String[]::new);
    }
}
