package vn.lienthong.security;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The part a caller has in the exchange; a realm role of the identity provider. */
public enum Role {
    CLINICIAN,
    COORDINATOR,
    REGISTRAR,
    PRIVACY_OFFICER,
    AUDITOR,
    OPERATOR,
    PATIENT,
    FACILITY_SYSTEM;

    /** The role's name in a token, such as `privacy-officer`. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Empty for names that mean nothing here: a realm has roles of its own. */
    public static Optional<Role> ofCode(String code) {
        return Arrays.stream(values()).filter(role -> role.code().equals(code)).findFirst();
    }
}
