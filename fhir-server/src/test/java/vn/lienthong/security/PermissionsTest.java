package vn.lienthong.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import vn.lienthong.shared.FacilityCode;
import vn.lienthong.shared.Interaction;

/** The whole table of role, class and interaction is written out here once more, by hand, as letters. */
@DisplayName("Permissions")
class PermissionsTest {

    private static final Set<Interaction> FOR_EVERYBODY =
            Set.of(Interaction.TRANSACTION, Interaction.BATCH, Interaction.CONVERT, Interaction.VALIDATE);

    private static final String ALL_SCOPES = "user/*.cruds patient/*.cruds system/*.cruds";

    /** One type stands for its class. */
    private static final Set<String> TYPES = Set.of(
            "Patient",
            "Consent",
            "Task",
            "Appointment",
            "Slot",
            "AuditEvent",
            "Organization",
            "ValueSet",
            "Subscription",
            "Observation");

    /**
     * For each role and type: l look, w write, i identify, h history, e emergency, a ask for access, r review, x explain, v verify, b bulk
     * export, j bulk import, k book. A type that is not named may be looked at when it is public knowledge, and is closed otherwise.
     */
    private static final Map<Role, Map<String, String>> EXPECTED = Map.of(
            Role.CLINICIAN,
                    Map.of(
                            "Patient",
                            "lihaex",
                            "Consent",
                            "l",
                            "Task",
                            "lwae",
                            "Appointment",
                            "lwk",
                            "Observation",
                            "lw"),
            Role.COORDINATOR,
                    Map.of("Patient", "lih", "Task", "lw", "Appointment", "lwk", "Slot", "lw", "Observation", "l"),
            Role.REGISTRAR, Map.of("Patient", "lwi", "Consent", "lw", "Appointment", "lk"),
            Role.PRIVACY_OFFICER, Map.of("AuditEvent", "l", "Consent", "l", "Task", "lr", "Patient", "x"),
            Role.AUDITOR, Map.of("AuditEvent", "lv"),
            Role.OPERATOR, Map.of("AuditEvent", "v", "Organization", "lw", "ValueSet", "lw"),
            Role.PATIENT,
                    Map.of(
                            "Patient", "lhx",
                            "Consent", "lw",
                            "Task", "l",
                            "Appointment", "lk",
                            "Observation", "l",
                            "AuditEvent", "l"),
            Role.FACILITY_SYSTEM,
                    Map.of(
                            "Patient", "lwihbj",
                            "Consent", "lwbj",
                            "Task", "lwbj",
                            "Appointment", "lwkbj",
                            "Slot", "lwbj",
                            "Observation", "lwbj",
                            "Organization", "lwbj",
                            "Subscription", "lw"));

    @Test
    @DisplayName("are those of the table, with every scope")
    void table() {
        forEveryCombination((role, type, interaction) -> {
            String open = Set.of("Organization", "ValueSet", "Slot").contains(type) ? "l" : "";
            String letters = EXPECTED.getOrDefault(role, Map.of()).getOrDefault(type, open);

            Permission permission = Permissions.check(caller(role, ALL_SCOPES), interaction, type);

            assertThat(permission instanceof Permission.Allowed)
                    .as("%s may %s %s", role, interaction, type)
                    .isEqualTo(letters.contains(letter(interaction)));
        });
    }

    @Test
    @DisplayName("are none without a scope")
    void noScope() {
        forEveryCombination((role, type, interaction) -> assertThat(
                        Permissions.check(caller(role, "openid profile"), interaction, type))
                .as("%s may %s %s", role, interaction, type)
                .isInstanceOf(Permission.Refused.class));
    }

    private interface Case {
        void check(Role role, String type, Interaction interaction);
    }

    private static void forEveryCombination(Case each) {
        for (Role role : Role.values()) {
            for (String type : TYPES) {
                for (Interaction interaction : Interaction.values()) {
                    if (!FOR_EVERYBODY.contains(interaction)) {
                        each.check(role, type, interaction);
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("of a Bundle are left to its entries, for whoever has a role")
    void bundles(Role role) {
        assertThat(Permissions.check(caller(role, ""), Interaction.TRANSACTION, "Bundle"))
                .isEqualTo(new Permission.Allowed());
        assertThat(Permissions.check(withRoles(Set.of()), Interaction.BATCH, "Bundle"))
                .isInstanceOf(Permission.Refused.class);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("of what the caller brings along are for whoever has a role")
    void broughtAlong(Role role) {
        assertThat(Permissions.check(caller(role, ""), Interaction.CONVERT, "Resource"))
                .isEqualTo(new Permission.Allowed());
        assertThat(Permissions.check(caller(role, ""), Interaction.VALIDATE, "Observation"))
                .isEqualTo(new Permission.Allowed());
        assertThat(Permissions.check(withRoles(Set.of()), Interaction.VALIDATE, "Observation"))
                .isInstanceOf(Permission.Refused.class);
    }

    @Test
    @DisplayName("need the letter of the interaction and the context of the role")
    void letters() {
        assertThat(Permissions.check(caller(Role.CLINICIAN, "user/Observation.r"), Interaction.READ, "Observation"))
                .isEqualTo(new Permission.Allowed());
        assertThat(Permissions.check(caller(Role.CLINICIAN, "user/Observation.r"), Interaction.SEARCH, "Observation"))
                .isEqualTo(new Permission.Refused(
                        "`search` on `Observation` needs the scope `user/Observation.s`. Ask for a token with this"
                                + " scope.",
                        Optional.of("user/Observation.s")));
        assertThat(Permissions.check(caller(Role.CLINICIAN, "patient/*.cruds"), Interaction.READ, "Observation"))
                .isInstanceOf(Permission.Refused.class);
        assertThat(Permissions.check(caller(Role.FACILITY_SYSTEM, "user/*.cruds"), Interaction.READ, "Observation"))
                .isInstanceOf(Permission.Refused.class);
        assertThat(Permissions.check(caller(Role.PATIENT, "patient/*.rs"), Interaction.EVERYTHING, "Patient"))
                .isEqualTo(new Permission.Allowed());
    }

    @Test
    @DisplayName("are narrowed to what matches the query of a scope, for reading alone")
    void granular() {
        Caller caller = caller(
                Role.CLINICIAN, "user/Observation.rs?category=laboratory user/Observation.cruds?category=vital-signs");
        Permission narrowed = new Permission.Narrowed(Set.of("category=laboratory", "category=vital-signs"));

        for (Interaction reading : List.of(Interaction.READ, Interaction.SEARCH, Interaction.HISTORY)) {
            assertThat(Permissions.check(caller, reading, "Observation")).isEqualTo(narrowed);
            assertThat(Permissions.check(caller, reading, "Condition")).isInstanceOf(Permission.Refused.class);
        }
        for (Interaction writing : List.of(Interaction.CREATE, Interaction.UPDATE, Interaction.DELETE)) {
            assertThat(Permissions.check(caller, writing, "Observation")).isInstanceOf(Permission.Refused.class);
        }
    }

    @Test
    @DisplayName("are whole where another scope covers the type, and never a search that finds more than it may")
    void granularBesideWhole() {
        assertThat(Permissions.check(
                        caller(Role.CLINICIAN, "user/*.rs user/Observation.rs?category=laboratory"),
                        Interaction.SEARCH,
                        "Observation"))
                .isEqualTo(new Permission.Allowed());
        assertThat(Permissions.check(
                        caller(Role.CLINICIAN, "user/*.r user/Observation.rs?category=laboratory"),
                        Interaction.SEARCH,
                        "Observation"))
                .isInstanceOf(Permission.Refused.class);
        assertThat(Permissions.check(
                        caller(Role.CLINICIAN, "user/Observation.s?category=laboratory"),
                        Interaction.SEARCH,
                        "Observation"))
                .isInstanceOf(Permission.Refused.class);
    }

    @Test
    @DisplayName("of several roles add up, but not the scope of one with the role of another")
    void severalRoles() {
        Caller both = new Caller(
                "u",
                "u",
                Set.of(Role.CLINICIAN, Role.PATIENT),
                Optional.of(new FacilityCode("22021")),
                Optional.empty(),
                Optional.of(new PatientIdentifier("s", "v")),
                Scopes.parse("patient/*.cruds"),
                PurposeOfUse.TREAT,
                "c",
                "t",
                Instant.MAX);

        assertThat(Permissions.check(both, Interaction.READ, "Observation")).isEqualTo(new Permission.Allowed());
        assertThat(Permissions.check(both, Interaction.CREATE, "Observation"))
                .isEqualTo(new Permission.Refused(
                        "`create` on `Observation` needs the scope `user/Observation.c`. Ask for a token with this"
                                + " scope.",
                        Optional.of("user/Observation.c")));
    }

    @Test
    @DisplayName("say which roles would do, and which claim is missing")
    void reasons() {
        assertThat(Permissions.check(caller(Role.REGISTRAR, ALL_SCOPES), Interaction.CREATE, "Observation"))
                .isEqualTo(new Permission.Refused(
                        "`create` on `Observation` needs one of these roles: clinician, facility-system. The token"
                                + " has: registrar.",
                        Optional.empty()));
        assertThat(Permissions.check(caller(Role.AUDITOR, ALL_SCOPES), Interaction.CREATE, "AuditEvent"))
                .isEqualTo(new Permission.Refused("`create` on `AuditEvent` is allowed to nobody.", Optional.empty()));
        assertThat(Permissions.check(withRoles(Set.of(Role.CLINICIAN)), Interaction.READ, "Observation"))
                .isEqualTo(new Permission.Refused(
                        "The role clinician needs the claim `facility`, which the token does not have. Ask the operator"
                                + " to complete this account.",
                        Optional.empty()));
    }

    @Test
    @DisplayName("tell a client by the challenge which scope to ask for")
    void challenge() {
        Permission refused = Permissions.check(caller(Role.CLINICIAN, "openid"), Interaction.EVERYTHING, "Patient");

        assertThat(Challenge.of((Permission.Refused) refused))
                .isEqualTo("Bearer realm=\"lienthong\", error=\"insufficient_scope\", error_description=\"`everything`"
                        + " on `Patient` needs the scope `user/Patient.rs`. Ask for a token with this scope.\","
                        + " scope=\"user/Patient.rs\"");
    }

    private static String letter(Interaction interaction) {
        return switch (interaction) {
            case READ, VREAD, HISTORY, SEARCH, DOCUMENT, OPERATION, NOTIFY -> "l";
            case CREATE, UPDATE, PATCH, DELETE, ANSWER_REQUEST, ACCESS_CODE -> "w";
            case MATCH, PIX -> "i";
            case EVERYTHING, SUMMARY -> "h";
            case EMERGENCY_ACCESS, END_EMERGENCY_ACCESS -> "e";
            case REQUEST_ACCESS, CANCEL_REQUEST, REDEEM_ACCESS_CODE -> "a";
            case CLOSE_REVIEW -> "r";
            case EXPLAIN_ACCESS -> "x";
            case VERIFY_CHAIN -> "v";
            case EXPORT -> "b";
            case IMPORT -> "j";
            case HOLD, JOIN_WAITLIST, BOOK, CANCEL, RESCHEDULE, NO_SHOW -> "k";
            case TRANSACTION, BATCH, CONVERT, VALIDATE -> throw new IllegalArgumentException();
        };
    }

    private static Caller caller(Role role, String scopes) {
        return new Caller(
                "u",
                "u",
                Set.of(role),
                Optional.of(new FacilityCode("22021")),
                Optional.empty(),
                Optional.of(new PatientIdentifier("s", "v")),
                Scopes.parse(scopes),
                PurposeOfUse.TREAT,
                "c",
                "t",
                Instant.MAX);
    }

    private static Caller withRoles(Set<Role> roles) {
        return new Caller(
                "u",
                "u",
                roles,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Scopes.parse(ALL_SCOPES),
                PurposeOfUse.TREAT,
                "c",
                "t",
                Instant.MAX);
    }
}
