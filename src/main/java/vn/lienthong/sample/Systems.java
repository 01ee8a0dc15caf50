package vn.lienthong.sample;

/** The URIs that the sample world writes: identifier systems, code systems and the project's own extensions. */
public final class Systems {
    public static final String CCCD = "http://fhir.hl7.org.vn/core/sid/cccd";
    public static final String BHYT = "http://fhir.hl7.org.vn/core/sid/bhyt";
    public static final String CCHN = "http://fhir.hl7.org.vn/core/sid/cchn";
    public static final String MA_CSKCB = "http://fhir.hl7.org.vn/core/sid/ma-cskcb";
    public static final String MA_LK = "http://fhir.hl7.org.vn/core/sid/ma-lk";
    /** Followed by the facility's code. */
    public static final String MRN = "https://lienthong.vn/fhir/sid/mrn/";

    /** Followed by the facility's code: numbers that its system gives to orders, results and prescriptions. */
    public static final String LOCAL_NUMBER = "https://lienthong.vn/fhir/sid/local-number/";

    public static final String ADMINISTRATIVE_UNIT = "https://lienthong.vn/fhir/sid/administrative-unit";
    public static final String ETHNIC_GROUP = "https://lienthong.vn/fhir/CodeSystem/ethnic-group";
    public static final String FACILITY_LEVEL = "https://lienthong.vn/fhir/CodeSystem/facility-level";
    public static final String FACILITY_KIND = "https://lienthong.vn/fhir/CodeSystem/facility-kind";
    public static final String AFFILIATION = "https://lienthong.vn/fhir/CodeSystem/affiliation";
    public static final String CONTRACT = "https://lienthong.vn/fhir/sid/contract";
    public static final String SNOMED = "http://snomed.info/sct";
    public static final String ROLE = "https://lienthong.vn/fhir/CodeSystem/role";
    /** Looks like the national list of test indexes; the codes (99…) are invented. */
    public static final String SAMPLE_TEST_INDEX = "https://lienthong.vn/fhir/sample/CodeSystem/test-index";

    /** Period in which a unit or one of its names held. */
    public static final String VALIDITY = "https://lienthong.vn/fhir/StructureDefinition/validity";

    public static final String PREDECESSOR = "https://lienthong.vn/fhir/StructureDefinition/predecessor";
    /** On the reference to a predecessor: how much of it went into the successor. */
    public static final String LINEAGE_SHARE = "https://lienthong.vn/fhir/StructureDefinition/lineage-share";

    public static final String DATED_NAME = "https://lienthong.vn/fhir/StructureDefinition/dated-name";
    public static final String UNIT_OF_ADDRESS = "https://lienthong.vn/fhir/StructureDefinition/administrative-unit";
    public static final String ETHNICITY = "https://lienthong.vn/fhir/StructureDefinition/ethnicity";

    static final String ICD10 = "http://hl7.org/fhir/sid/icd-10";
    static final String ICD9_PROCEDURE = "http://hl7.org/fhir/sid/icd-9-cm";
    static final String LOINC = "http://loinc.org";
    static final String ATC = "http://www.whocc.no/atc";
    static final String CVX = "http://hl7.org/fhir/sid/cvx";
    static final String UCUM = "http://unitsofmeasure.org";
    static final String TERMINOLOGY = "http://terminology.hl7.org/CodeSystem/";
    static final String ACT_CODE = TERMINOLOGY + "v3-ActCode";
    static final String CONFIDENTIALITY = TERMINOLOGY + "v3-Confidentiality";

    private Systems() {}
}
