package vn.lienthong.security;

import java.util.Arrays;
import java.util.Optional;

/**
 * Why a caller asks: the codes of <a href="https://terminology.hl7.org/ValueSet-v3-PurposeOfUse.html">v3 ActReason,
 * PurposeOfUse</a> that have a use here. The constants are the codes.
 */
public enum PurposeOfUse {
    /** Treatment. */
    TREAT,
    /** Emergency treatment. */
    ETREAT,
    /** Coordination of care. */
    COC,
    /** Care management. */
    CAREMGT,
    /** Administration of patients: registration and the like. */
    PATADMIN,
    /** Payment. */
    HPAYMT,
    /** Operations of the facility. */
    HOPERAT,
    /** Public health. */
    PUBHLTH,
    /** Research. */
    HRESCH,
    /** Asked for by the patient. */
    PATRQT,
    /** Asked for by the patient's family. */
    FAMRQT,
    /** Compliance: audit and privacy. */
    HCOMPL,
    /** Administration of the system. */
    HSYSADMIN;

    public static final String SYSTEM = "http://terminology.hl7.org/CodeSystem/v3-ActReason";

    public static Optional<PurposeOfUse> ofCode(String code) {
        return Arrays.stream(values())
                .filter(purpose -> purpose.name().equals(code))
                .findFirst();
    }
}
