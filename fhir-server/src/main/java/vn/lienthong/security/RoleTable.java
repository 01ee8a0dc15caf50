package vn.lienthong.security;

import static vn.lienthong.security.ResourceClass.AUDIT;
import static vn.lienthong.security.ResourceClass.AVAILABILITY;
import static vn.lienthong.security.ResourceClass.BOOKING;
import static vn.lienthong.security.ResourceClass.CLINICAL;
import static vn.lienthong.security.ResourceClass.CONSENT;
import static vn.lienthong.security.ResourceClass.DEFINITION;
import static vn.lienthong.security.ResourceClass.DIRECTORY;
import static vn.lienthong.security.ResourceClass.REGISTRATION;
import static vn.lienthong.security.ResourceClass.RELATIVE;
import static vn.lienthong.security.ResourceClass.SUBSCRIPTION;
import static vn.lienthong.security.ResourceClass.WORKFLOW;
import static vn.lienthong.security.Right.ASK;
import static vn.lienthong.security.Right.BOOK;
import static vn.lienthong.security.Right.CHANGE;
import static vn.lienthong.security.Right.EMERGENCY;
import static vn.lienthong.security.Right.EXPLAIN;
import static vn.lienthong.security.Right.EXPORT;
import static vn.lienthong.security.Right.HISTORY;
import static vn.lienthong.security.Right.IDENTIFY;
import static vn.lienthong.security.Right.IMPORT;
import static vn.lienthong.security.Right.LOOK;
import static vn.lienthong.security.Right.REVIEW;
import static vn.lienthong.security.Right.VERIFY;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * The one table of what each role may do with each class of resources. What is not in it is refused.
 *
 * <p>Nobody may change an AuditEvent: audit rows come from the exchange itself.
 */
final class RoleTable {

    private static final Map<Role, Map<ResourceClass, Set<Right>>> RIGHTS = Map.of(
            Role.CLINICIAN,
            Map.of(
                    CLINICAL, Set.of(LOOK, CHANGE),
                    WORKFLOW, Set.of(LOOK, CHANGE, EMERGENCY, ASK),
                    BOOKING, Set.of(LOOK, CHANGE, BOOK),
                    REGISTRATION, Set.of(LOOK, IDENTIFY, HISTORY, EMERGENCY, ASK, EXPLAIN),
                    RELATIVE, Set.of(LOOK),
                    CONSENT, Set.of(LOOK)),
            Role.COORDINATOR,
            Map.of(
                    CLINICAL, Set.of(LOOK),
                    WORKFLOW, Set.of(LOOK, CHANGE),
                    BOOKING, Set.of(LOOK, CHANGE, BOOK),
                    AVAILABILITY, Set.of(LOOK, CHANGE),
                    REGISTRATION, Set.of(LOOK, IDENTIFY, HISTORY),
                    RELATIVE, Set.of(LOOK)),
            Role.REGISTRAR,
            Map.of(
                    REGISTRATION, Set.of(LOOK, CHANGE, IDENTIFY),
                    BOOKING, Set.of(LOOK, BOOK),
                    RELATIVE, Set.of(LOOK, CHANGE),
                    CONSENT, Set.of(LOOK, CHANGE)),
            Role.PRIVACY_OFFICER,
            Map.of(
                    AUDIT, Set.of(LOOK),
                    CONSENT, Set.of(LOOK),
                    WORKFLOW, Set.of(LOOK, REVIEW),
                    REGISTRATION, Set.of(EXPLAIN)),
            Role.AUDITOR,
            Map.of(AUDIT, Set.of(LOOK, VERIFY)),
            Role.OPERATOR,
            Map.of(
                    AUDIT, Set.of(VERIFY),
                    DIRECTORY, Set.of(LOOK, CHANGE),
                    DEFINITION, Set.of(LOOK, CHANGE)),
            Role.PATIENT,
            Map.of(
                    CLINICAL, Set.of(LOOK),
                    WORKFLOW, Set.of(LOOK),
                    BOOKING, Set.of(LOOK, BOOK),
                    REGISTRATION, Set.of(LOOK, HISTORY, EXPLAIN),
                    RELATIVE, Set.of(LOOK, CHANGE),
                    CONSENT, Set.of(LOOK, CHANGE),
                    AUDIT, Set.of(LOOK)),
            Role.FACILITY_SYSTEM,
            Map.of(
                    CLINICAL, Set.of(LOOK, CHANGE, EXPORT, IMPORT),
                    WORKFLOW, Set.of(LOOK, CHANGE, EXPORT, IMPORT),
                    BOOKING, Set.of(LOOK, CHANGE, BOOK, EXPORT, IMPORT),
                    AVAILABILITY, Set.of(LOOK, CHANGE, EXPORT, IMPORT),
                    REGISTRATION, Set.of(LOOK, CHANGE, IDENTIFY, HISTORY, EXPORT, IMPORT),
                    RELATIVE, Set.of(LOOK, CHANGE, EXPORT, IMPORT),
                    CONSENT, Set.of(LOOK, CHANGE, EXPORT, IMPORT),
                    DIRECTORY, Set.of(LOOK, CHANGE, EXPORT, IMPORT),
                    SUBSCRIPTION, Set.of(LOOK, CHANGE)));

    private static final Set<ResourceClass> PUBLIC = EnumSet.of(DIRECTORY, DEFINITION, AVAILABILITY);

    private RoleTable() {}

    static boolean allows(Role role, ResourceClass resources, Right right) {
        boolean publicKnowledge = right == LOOK && PUBLIC.contains(resources);
        return publicKnowledge
                || RIGHTS.getOrDefault(role, Map.of())
                        .getOrDefault(resources, Set.of())
                        .contains(right);
    }

    /** The contexts of SMART scopes that count for a role. */
    static Set<Scope.Context> contexts(Role role) {
        return switch (role) {
            case PATIENT -> EnumSet.of(Scope.Context.PATIENT, Scope.Context.USER);
            case FACILITY_SYSTEM -> EnumSet.of(Scope.Context.SYSTEM);
            case CLINICIAN, COORDINATOR, REGISTRAR, PRIVACY_OFFICER, AUDITOR, OPERATOR ->
                EnumSet.of(Scope.Context.USER);
        };
    }
}
