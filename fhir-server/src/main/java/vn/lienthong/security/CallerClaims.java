package vn.lienthong.security;

import com.nimbusds.jwt.JWTClaimsSet;
import java.text.ParseException;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import vn.lienthong.shared.FacilityCode;

/** Reads a caller from verified claims, as the realm gives them. */
final class CallerClaims {

    private CallerClaims() {}

    static Caller read(JWTClaimsSet claims) {
        try {
            Set<Role> roles = roles(claims);
            return new Caller(
                    claims.getSubject(),
                    text(claims, "preferred_username").orElse(claims.getSubject()),
                    roles,
                    shaped(claims, "facility", FacilityCode::parse),
                    text(claims, "practitioner"),
                    shaped(claims, "patient_identifier", PatientIdentifier::parse),
                    Scopes.parse(text(claims, "scope").orElse("")),
                    shaped(claims, "purpose_of_use", PurposeOfUse::ofCode)
                            .orElseGet(() -> PurposeOfUse.defaultFor(roles)),
                    client(claims),
                    Optional.ofNullable(claims.getJWTID()).orElse(""),
                    claims.getExpirationTime().toInstant());
        } catch (ParseException e) {
            throw new RefusedTokenException(TokenFault.CLAIMS, e);
        }
    }

    private static Set<Role> roles(JWTClaimsSet claims) throws ParseException {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        List<String> names = claims.getStringListClaim("roles");
        if (names != null) {
            names.stream().map(Role::ofCode).flatMap(Optional::stream).forEach(roles::add);
        }
        return roles;
    }

    private static String client(JWTClaimsSet claims) throws ParseException {
        Optional<String> authorized = text(claims, "azp");
        return authorized.isPresent()
                ? authorized.get()
                : text(claims, "client_id").orElse("unknown");
    }

    private static Optional<String> text(JWTClaimsSet claims, String name) throws ParseException {
        return Optional.ofNullable(claims.getStringClaim(name)).filter(text -> !text.isBlank());
    }

    /** A claim that is present and cannot be read is a fault: to pass over it would make another caller of it. */
    private static <T> Optional<T> shaped(JWTClaimsSet claims, String name, Function<String, Optional<T>> reader)
            throws ParseException {
        Optional<String> text = text(claims, name);
        Optional<T> value = text.flatMap(reader);
        if (text.isPresent() && value.isEmpty()) {
            throw new RefusedTokenException(TokenFault.CLAIMS);
        }
        return value;
    }
}
