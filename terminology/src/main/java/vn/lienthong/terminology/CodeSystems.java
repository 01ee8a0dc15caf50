package vn.lienthong.terminology;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The <a href="https://hl7.org/fhir/R4/terminologies-systems.html">code systems</a> whose codes the exchange can tell
 * apart: their names, and when two spellings are one code.
 */
public final class CodeSystems {

    public static final String ICD_10 = "http://hl7.org/fhir/sid/icd-10";
    public static final String ATC = "http://www.whocc.no/atc";
    public static final String LOINC = "http://loinc.org";
    public static final String SNOMED_CT = "http://snomed.info/sct";
    public static final String RXNORM = "http://www.nlm.nih.gov/research/umls/rxnorm";
    public static final String ACT_CODE = "http://terminology.hl7.org/CodeSystem/v3-ActCode";

    /** Longer than any code in use; a longer one is nobody's code and not worth looking at. */
    static final int LONGEST_CODE = 64;

    /** National modifications of ICD-10 agree in what their first characters mean, so they are looked at as one. */
    private static final Map<String, String> ALIASES = Map.ofEntries(
            Map.entry("http://hl7.org/fhir/sid/icd-10-cm", ICD_10),
            Map.entry("http://hl7.org/fhir/sid/icd-10-vn", ICD_10),
            Map.entry("http://hl7.org/fhir/sid/icd-10-am", ICD_10),
            Map.entry("http://hl7.org/fhir/sid/icd-10-gm", ICD_10),
            Map.entry("http://fhir.de/codesystem/bfarm/icd-10-gm", ICD_10),
            Map.entry("http://id.who.int/icd/release/10", ICD_10),
            Map.entry("http://fhir.hl7.org.vn/core/codesystem/vn-icd10-cs", ICD_10),
            Map.entry("http://fhir.ehealth.gov.vn/core/codesystem/icd-10", ICD_10),
            Map.entry("urn:oid:2.16.840.1.113883.6.3", ICD_10),
            Map.entry("urn:oid:2.16.840.1.113883.6.90", ICD_10),
            Map.entry("http://whocc.no/atc", ATC),
            Map.entry("http://www.whocc.no/atc_ddd_index", ATC),
            Map.entry("urn:oid:2.16.840.1.113883.6.73", ATC),
            Map.entry("urn:oid:2.16.840.1.113883.6.1", LOINC),
            Map.entry("urn:oid:2.16.840.1.113883.6.96", SNOMED_CT),
            Map.entry("urn:oid:2.16.840.1.113883.6.88", RXNORM),
            Map.entry("http://hl7.org/fhir/v3/actcode", ACT_CODE),
            Map.entry("urn:oid:2.16.840.1.113883.5.4", ACT_CODE));

    private static final Set<String> CODE_TELLS_PLACE = Set.of(ICD_10, ATC);
    private static final Set<String> CANONICAL = Set.of(ICD_10, ATC, LOINC, SNOMED_CT, RXNORM, ACT_CODE);

    private CodeSystems() {}

    /** One name for all names of a system; a system that is not known keeps its own. */
    public static String canonical(String system) {
        if (CANONICAL.contains(system)) {
            return system;
        }
        var plain = system.strip();
        if (plain.regionMatches(true, 0, "https:", 0, 6)) {
            plain = "http:" + plain.substring(6);
        }
        while (plain.endsWith("/")) {
            plain = plain.substring(0, plain.length() - 1);
        }
        int version = plain.indexOf('|');
        if (version > 0) {
            plain = plain.substring(0, version);
        }
        for (var known : CANONICAL) {
            if (known.equalsIgnoreCase(plain)) {
                return known;
            }
        }
        return ALIASES.getOrDefault(plain.toLowerCase(Locale.ROOT), plain);
    }

    /** Whether a code lies beneath each code that it begins with. */
    static boolean codeTellsPlace(String canonicalSystem) {
        return CODE_TELLS_PLACE.contains(canonicalSystem);
    }

    /**
     * One spelling for all spellings of a code: {@code b20.1} and {@code B201} are the same code of ICD-10, with or
     * without the marks of dagger and asterisk.
     */
    static String normal(String canonicalSystem, String code) {
        if (!codeTellsPlace(canonicalSystem)) {
            return code.strip();
        }
        var normal = new StringBuilder(code.length());
        for (int i = 0; i < code.length(); i++) {
            char c = code.charAt(i);
            if (Character.isLetterOrDigit(c) || c == '-') {
                normal.append(Character.toUpperCase(c));
            }
        }
        return normal.toString();
    }
}
