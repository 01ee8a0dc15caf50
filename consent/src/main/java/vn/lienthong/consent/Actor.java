package vn.lienthong.consent;

/**
 * Whom a provision is about, from <a href="https://hl7.org/fhir/R4/consent-definitions.html#Consent.provision.actor">
 * {@code Consent.provision.actor}</a>.
 */
public sealed interface Actor {

    /** One practitioner by key, such as {@code Practitioner/x}. */
    record Practitioner(String key) implements Actor {
        public Practitioner {
            Text.required(key, "practitioner");
        }
    }

    /** Everybody who acts in this role. */
    record Role(String code) implements Actor {
        public Role {
            Text.required(code, "role");
        }
    }

    /** The staff of one facility, and of the facility that succeeds it. */
    record Facility(String code) implements Actor {
        public Facility {
            Text.required(code, "facility");
        }
    }

    /** The staff of every facility of one level. */
    record Level(FacilityLevel level) implements Actor {}

    /** The staff of every public facility of the province. */
    record Province() implements Actor {}

    /** A practitioner in the part they have at one facility, by key, such as {@code PractitionerRole/x}. */
    record PractitionerRole(String key) implements Actor {
        public PractitionerRole {
            Text.required(key, "practitioner role");
        }
    }

    /** A care team or group by key, such as {@code CareTeam/x}. */
    record CareTeam(String key) implements Actor {
        public CareTeam {
            Text.required(key, "care team");
        }
    }

    /** Whether this names the caller in person, not only as one of many. */
    default boolean names(Request request) {
        return switch (this) {
            case Practitioner practitioner -> includes(request);
            case PractitionerRole role -> includes(request);
            case Role role -> false;
            case Facility facility -> false;
            case Level level -> false;
            case Province province -> false;
            case CareTeam team -> false;
        };
    }

    /** Whether the caller is one of those meant. */
    default boolean includes(Request request) {
        return switch (this) {
            case Practitioner one -> one.key().equals(request.practitioner());
            case Role role -> request.roles().contains(role.code());
            case Facility facility -> request.ownFacilities().contains(facility.code());
            case Level wanted ->
                request.facility() != null && request.facility().level() == wanted.level();
            case Province province ->
                request.facility() != null
                        && request.facility().inProvince()
                        && request.facility().isPublic();
            case PractitionerRole role -> request.careTeams().contains(role.key());
            case CareTeam team -> request.careTeams().contains(team.key());
        };
    }
}
