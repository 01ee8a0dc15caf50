package vn.lienthong.spec.leak;

import vn.lienthong.spec.KeycloakNode;

/** Who asks. All but the custodian belong to other facilities than the one that wrote what is hidden. */
enum Asker {
    CLINICIAN("clinician-22001"),
    FACILITY_SYSTEM("22002"),
    REGISTRAR("registrar-22021"),
    COORDINATOR("coordinator-22001"),
    /** Wrote everything, so sees everything: shows that a question could tell the worlds apart. */
    CUSTODIAN("22066"),
    /** Sends patients of the custodian to others. */
    REFERRER("clinician-22066"),
    /** Records there what the patients decided. */
    RECORDER("registrar-22066"),
    /** Somebody's own account. */
    PATIENT("patient-2");

    private final String account;

    Asker(String account) {
        this.account = account;
    }

    String token(KeycloakNode keycloak) {
        return switch (this) {
            case CLINICIAN, REGISTRAR, COORDINATOR, REFERRER, RECORDER, PATIENT -> keycloak.token(account);
            case FACILITY_SYSTEM, CUSTODIAN -> keycloak.facilityToken(account);
        };
    }
}
