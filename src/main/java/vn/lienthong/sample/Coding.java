package vn.lienthong.sample;

/** One code of a code system, with the words shown beside it. */
record Coding(String system, String code, String display) {

    static Coding icd10(String code, String display) {
        return new Coding(Systems.ICD10, code, display);
    }

    static Coding loinc(String code, String display) {
        return new Coding(Systems.LOINC, code, display);
    }

    /** A code of one of HL7's own code systems, named by its last path segment. */
    static Coding hl7(String codeSystem, String code, String display) {
        return new Coding(Systems.TERMINOLOGY + codeSystem, code, display);
    }
}
