package vn.lienthong.consent;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who asks for rows of one person's record, for what and when: the context of an <a
 * href="https://profiles.ihe.net/ITI/PCF/volume-1.html">ITI-71</a> authorization.
 *
 * @param practitioner key such as {@code Practitioner/x}, if the caller is one
 * @param facility where the caller works, if anywhere
 * @param ownFacilities codes of the caller's facility and of those it succeeds; the facility's own code is added
 * @param careTeams keys of the care teams and groups the caller belongs to, and of the practitioner roles the caller
 *     has
 * @param now the moment of the decision
 * @param emergencies emergency accesses to this person, open or not
 * @param consultations packages of Tasks about this person that the caller owns, open or not
 */
public record Request(
        @Nullable String practitioner,
        Set<String> roles,
        @Nullable CallingFacility facility,
        Set<String> ownFacilities,
        Set<String> careTeams,
        Purpose purpose,
        Action action,
        Instant now,
        Relation relation,
        List<EmergencyAccess> emergencies,
        List<Consultation> consultations) {

    public Request {
        roles = Set.copyOf(roles);
        ownFacilities = withOwn(ownFacilities, facility);
        careTeams = Set.copyOf(careTeams);
        emergencies = List.copyOf(emergencies);
        consultations = List.copyOf(consultations);
    }

    /** A request for access for treatment by nobody in particular, to be filled in. */
    public static Builder at(Instant now) {
        return new Builder(now);
    }

    /** Whether the caller asks as a professional; a grant that names nobody reaches no other callers. */
    boolean professional() {
        return practitioner != null || facility != null;
    }

    private static Set<String> withOwn(Set<String> codes, @Nullable CallingFacility facility) {
        Set<String> all = new HashSet<>(codes);
        if (facility != null) {
            all.add(facility.code());
        }
        return Set.copyOf(all);
    }

    /** Collects a request. */
    public static final class Builder {
        private final Instant now;
        private final Set<String> roles = new HashSet<>();
        private final Set<String> ownFacilities = new HashSet<>();
        private final Set<String> careTeams = new HashSet<>();
        private final List<EmergencyAccess> emergencies = new ArrayList<>();
        private final List<Consultation> consultations = new ArrayList<>();
        private @Nullable String practitioner;
        private @Nullable CallingFacility facility;
        private Purpose purpose = Purpose.TREAT;
        private Action action = Action.ACCESS;
        private Relation relation = new Relation.None();

        private Builder(Instant now) {
            this.now = now;
        }

        public Builder practitioner(@Nullable String key) {
            practitioner = key;
            return this;
        }

        public Builder role(String... those) {
            roles.addAll(Arrays.asList(those));
            return this;
        }

        public Builder facility(@Nullable CallingFacility where) {
            facility = where;
            return this;
        }

        public Builder predecessor(String... codes) {
            ownFacilities.addAll(Arrays.asList(codes));
            return this;
        }

        public Builder careTeam(String... keys) {
            careTeams.addAll(Arrays.asList(keys));
            return this;
        }

        public Builder purpose(Purpose why) {
            purpose = why;
            return this;
        }

        public Builder action(Action what) {
            action = what;
            return this;
        }

        public Builder relation(Relation relation) {
            this.relation = relation;
            return this;
        }

        public Builder emergency(EmergencyAccess... those) {
            emergencies.addAll(Arrays.asList(those));
            return this;
        }

        public Builder consultation(Consultation... those) {
            consultations.addAll(Arrays.asList(those));
            return this;
        }

        public Request build() {
            return new Request(
                    practitioner,
                    roles,
                    facility,
                    ownFacilities,
                    careTeams,
                    purpose,
                    action,
                    now,
                    relation,
                    emergencies,
                    consultations);
        }
    }
}
