package vn.lienthong.security;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

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

    /** What a caller of these roles asks for when nothing is said: what the role is there for, else treatment. */
    static PurposeOfUse defaultFor(Set<Role> roles) {
        return roles.stream().sorted().findFirst().map(PurposeOfUse::defaultFor).orElse(TREAT);
    }

    private static PurposeOfUse defaultFor(Role role) {
        return switch (role) {
            case CLINICIAN, COORDINATOR, REGISTRAR, FACILITY_SYSTEM -> TREAT;
            case PATIENT -> PATRQT;
            case PRIVACY_OFFICER, AUDITOR -> HCOMPL;
            case OPERATOR -> HSYSADMIN;
        };
    }

    /** True when a caller of one of these roles may declare this purpose. */
    boolean isOpenTo(Set<Role> roles) {
        return roles.stream().anyMatch(role -> openTo(role).contains(this));
    }

    private static Set<PurposeOfUse> openTo(Role role) {
        return switch (role) {
            case CLINICIAN -> EnumSet.of(TREAT, ETREAT, COC, CAREMGT);
            case COORDINATOR -> EnumSet.of(TREAT, COC, CAREMGT, HOPERAT);
            case REGISTRAR -> EnumSet.of(TREAT, PATADMIN, HPAYMT, HOPERAT);
            case FACILITY_SYSTEM -> EnumSet.of(TREAT, COC, PATADMIN, HPAYMT, HOPERAT, PUBHLTH);
            case PATIENT -> EnumSet.of(PATRQT, FAMRQT);
            case PRIVACY_OFFICER, AUDITOR -> EnumSet.of(HCOMPL);
            case OPERATOR -> EnumSet.of(HSYSADMIN);
        };
    }

    public static Optional<PurposeOfUse> ofCode(String code) {
        return Arrays.stream(values())
                .filter(purpose -> purpose.name().equals(code))
                .findFirst();
    }
}
