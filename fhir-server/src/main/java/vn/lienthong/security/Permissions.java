package vn.lienthong.security;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import vn.lienthong.shared.Interaction;

/**
 * Decides by role and <a href="https://hl7.org/fhir/smart-app-launch/scopes-and-launch-context.html">SMART scope</a>
 * whether a caller may ask for an interaction on a type at all. Pure: no I/O, no state.
 *
 * <p>Whether it may see a given row is decided later, by consent. A Bundle is allowed to whoever has a role, and each
 * of its entries is then checked for itself.
 */
public final class Permissions {

    private static final Permission ALLOWED = new Permission.Allowed();

    /** A Bundle is checked entry by entry; to convert or validate what the caller brings along shows nothing stored. */
    private static final Set<Interaction> FOR_EVERYBODY =
            EnumSet.of(Interaction.TRANSACTION, Interaction.BATCH, Interaction.CONVERT, Interaction.VALIDATE);

    /** What each row can be held against a query for. */
    private static final Set<Right> READS = EnumSet.of(Right.LOOK, Right.HISTORY, Right.EXPORT);

    private Permissions() {}

    public static Permission check(Caller caller, Interaction interaction, String resourceType) {
        if (caller.roles().isEmpty()) {
            return refused("The token names no role of the exchange. Ask the operator to give this account a role.");
        }
        if (FOR_EVERYBODY.contains(interaction)) {
            return ALLOWED;
        }
        List<Role> able = caller.roles().stream()
                .filter(role -> allows(role, interaction, resourceType))
                .sorted()
                .toList();
        if (able.isEmpty()) {
            return refused(roleIsMissing(caller, interaction, resourceType));
        }
        List<Role> complete = able.stream()
                .filter(role -> missingClaim(caller, role).isEmpty())
                .toList();
        if (complete.isEmpty()) {
            return refused(claimIsMissing(caller, able.getFirst()));
        }
        Set<Scope.Letter> letters = Right.lettersFor(interaction);
        if (complete.stream()
                .anyMatch(role -> caller.scopes().cover(RoleTable.contexts(role), resourceType, letters))) {
            return ALLOWED;
        }
        Set<String> queries = READS.contains(Right.neededFor(interaction))
                ? narrowed(caller, complete, resourceType, letters)
                : Set.of();
        return queries.isEmpty()
                ? scopeIsMissing(complete.getFirst(), interaction, resourceType, letters)
                : new Permission.Narrowed(queries);
    }

    /**
     * What is found is held against the scopes that let read it; so where all may be read and a part may be searched, no
     * search is allowed rather than one that finds too much.
     */
    private static Set<String> narrowed(
            Caller caller, List<Role> roles, String resourceType, Set<Scope.Letter> letters) {
        Set<Scope.Letter> needed = EnumSet.of(Scope.Letter.R);
        boolean readsAll =
                roles.stream().anyMatch(role -> caller.scopes().cover(RoleTable.contexts(role), resourceType, needed));
        if (readsAll) {
            return Set.of();
        }
        needed.addAll(letters);
        return roles.stream()
                .flatMap(role -> caller.scopes().narrowed(RoleTable.contexts(role), resourceType, needed).stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    private static boolean allows(Role role, Interaction interaction, String resourceType) {
        return RoleTable.allows(role, ResourceClass.of(resourceType), Right.neededFor(interaction));
    }

    /** Staff and systems act for a facility, a patient for oneself: without that claim nobody knows for whom. */
    private static Optional<String> missingClaim(Caller caller, Role role) {
        return switch (role) {
            case CLINICIAN, COORDINATOR, REGISTRAR, FACILITY_SYSTEM ->
                caller.facility().isEmpty() ? Optional.of("facility") : Optional.empty();
            case PATIENT -> caller.patient().isEmpty() ? Optional.of("patient_identifier") : Optional.empty();
            case PRIVACY_OFFICER, AUDITOR, OPERATOR -> Optional.empty();
        };
    }

    private static String roleIsMissing(Caller caller, Interaction interaction, String resourceType) {
        String needed = codes(Arrays.stream(Role.values())
                .filter(role -> allows(role, interaction, resourceType))
                .toList());
        String asked = "`" + interaction.code() + "` on `" + resourceType + "`";
        return needed.isEmpty()
                ? asked + " is allowed to nobody."
                : asked + " needs one of these roles: " + needed + ". The token has: " + codes(caller.roles()) + ".";
    }

    private static String claimIsMissing(Caller caller, Role role) {
        return "The role " + role.code() + " needs the claim `"
                + missingClaim(caller, role).orElseThrow()
                + "`, which the token does not have. Ask the operator to complete this account.";
    }

    private static Permission scopeIsMissing(
            Role role, Interaction interaction, String resourceType, Set<Scope.Letter> letters) {
        Scope.Context context = RoleTable.contexts(role).iterator().next();
        String scope = context.prefix()
                + resourceType
                + "."
                + letters.stream()
                        .sorted()
                        .map(Scope.Letter::name)
                        .collect(Collectors.joining())
                        .toLowerCase(Locale.ROOT);
        String reason = "`" + interaction.code() + "` on `" + resourceType + "` needs the scope `" + scope
                + "`. Ask for a token with this scope.";
        return new Permission.Refused(reason, Optional.of(scope));
    }

    private static Permission refused(String reason) {
        return new Permission.Refused(reason, Optional.empty());
    }

    private static String codes(Collection<Role> roles) {
        return roles.stream().sorted(Comparator.naturalOrder()).map(Role::code).collect(Collectors.joining(", "));
    }
}
