package vn.lienthong.spec;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the realm promises the exchange about a caller.
 *
 * @see <a href="https://hl7.org/fhir/smart-app-launch/scopes-and-launch-context.html">SMART App Launch: scopes</a>
 */
@ExtendWith(RunningNodes.class)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class KeycloakSpec {

    private static final int FIFTEEN_MINUTES = 900;

    private final KeycloakNode keycloak;

    KeycloakSpec(KeycloakNode keycloak) {
        this.keycloak = keycloak;
    }

    @ParameterizedTest
    @CsvSource({
        "clinician-22066, clinician, 22066",
        "clinician-22021, clinician, 22021",
        "clinician-22001, clinician, 22001",
        "clinician-22002, clinician, 22002",
        "consultant-01901, clinician, 01901",
        "coordinator-22001, coordinator, 22001",
        "coordinator-01901, coordinator, 01901",
        "registrar-22021, registrar, 22021"
    })
    void staff_of_a_facility_carry_role_facility_practitioner_and_the_user_scope(
            String account, String role, String facility) {
        Map<String, Object> claims = claims(keycloak.token(account));
        assertThat(claims)
                .containsEntry("iss", keycloak.issuer())
                .containsEntry("aud", "lienthong-exchange")
                .containsEntry("preferred_username", account)
                .containsEntry("roles", List.of(role))
                .containsEntry("facility", facility)
                .containsEntry("practitioner", account)
                .containsKey("sub")
                .doesNotContainKey("patient_identifier");
        assertThat(scopes(claims)).containsExactly("user/*.cruds");
        assertThat(lifespan(claims)).isEqualTo(FIFTEEN_MINUTES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"privacy-officer", "auditor", "operator"})
    void staff_of_the_province_belong_to_no_facility(String account) {
        Map<String, Object> claims = claims(keycloak.token(account));
        assertThat(claims)
                .containsEntry("aud", "lienthong-exchange")
                .containsEntry("roles", List.of(account))
                .doesNotContainKeys("facility", "practitioner", "patient_identifier");
        assertThat(scopes(claims)).containsExactly("user/*.cruds");
    }

    @ParameterizedTest
    @CsvSource({"patient-1, 099204000001", "patient-2, 099304000002", "patient-3, 099204000003"})
    void patients_carry_their_verified_identifier_and_the_patient_scopes(String account, String cccd) {
        Map<String, Object> claims = claims(keycloak.token(account));
        assertThat(claims)
                .containsEntry("aud", "lienthong-exchange")
                .containsEntry("roles", List.of("patient"))
                .containsEntry("patient_identifier", "http://fhir.hl7.org.vn/core/sid/cccd|" + cccd)
                .doesNotContainKeys("facility", "practitioner");
        assertThat(scopes(claims))
                .containsExactlyInAnyOrder(
                        "patient/*.rs", "patient/Consent.cruds", "patient/Appointment.cu", "patient/RelatedPerson.u");
    }

    @ParameterizedTest
    @ValueSource(strings = {"22066", "22145", "22021", "22001", "22002", "01901"})
    void systems_of_facilities_carry_their_facility_and_the_system_scope(String facility) {
        Map<String, Object> claims = claims(keycloak.facilityToken(facility));
        assertThat(claims)
                .containsEntry("aud", "lienthong-exchange")
                .containsEntry("roles", List.of("facility-system"))
                .containsEntry("facility", facility)
                .doesNotContainKeys("practitioner", "patient_identifier");
        assertThat(scopes(claims)).containsExactly("system/*.cruds");
    }

    @Test
    void an_application_that_asks_who_the_user_is_learns_the_practitioner() {
        Map<String, Object> claims = claims(byPassword("clinician-22021", "demo", "openid fhirUser launch/patient")
                .statusCode(200)
                .extract()
                .path("access_token"));
        assertThat(claims).containsEntry("fhirUser", "Practitioner/clinician-22021");
        assertThat(scopes(claims)).containsExactlyInAnyOrder("openid", "fhirUser", "launch/patient", "user/*.cruds");
    }

    @Test
    void a_patient_who_asks_for_the_scope_of_staff_is_not_given_it() {
        String token = byPassword("patient-1", "demo", "openid user/*.cruds")
                .statusCode(200)
                .extract()
                .path("access_token");
        assertThat(scopes(claims(token)))
                .containsExactlyInAnyOrder(
                        "openid",
                        "patient/*.rs",
                        "patient/Consent.cruds",
                        "patient/Appointment.cu",
                        "patient/RelatedPerson.u");
    }

    @Test
    void a_wrong_password_is_told_so_and_nothing_more() {
        String error = byPassword("auditor", "guess", "openid")
                .statusCode(400)
                .extract()
                .path("error");
        assertThat(error).isEqualTo("invalid_grant");
    }

    @Test
    void an_account_without_a_role_gets_no_token_for_the_exchange() {
        newcomer("newcomer");
        String token = byPassword("newcomer", "demo", "openid")
                .statusCode(200)
                .extract()
                .path("access_token");
        assertThat(claims(token)).doesNotContainKeys("aud", "roles", "facility");
        assertThat(scopes(claims(token))).containsExactly("openid");
    }

    @ParameterizedTest
    @ValueSource(strings = {"facility", "practitioner", "patient_identifier", "fhirUser"})
    void nobody_edits_the_own_claim(String attribute) {
        Map<String, List<String>> permissions = given().auth()
                .oauth2(keycloak.administrator())
                .get(keycloak.url() + "/admin/realms/lienthong/users/profile")
                .then()
                .statusCode(200)
                .body("unmanagedAttributePolicy", Matchers.nullValue())
                .extract()
                .path("attributes.find { it.name == '" + attribute + "' }.permissions");
        assertThat(permissions).containsEntry("edit", List.of("admin"));
    }

    private void newcomer(String account) {
        given().auth()
                .oauth2(keycloak.administrator())
                .contentType("application/json")
                .body(Map.of(
                        "username",
                        account,
                        "email",
                        account + "@lienthong.example",
                        "firstName",
                        "An",
                        "lastName",
                        "Mới",
                        "enabled",
                        true,
                        "emailVerified",
                        true,
                        "credentials",
                        List.of(Map.of("type", "password", "value", "demo", "temporary", false))))
                .post(keycloak.url() + "/admin/realms/lienthong/users")
                .then()
                .statusCode(201);
    }

    private ValidatableResponse byPassword(String account, String password, String scope) {
        return given().formParams(Map.of(
                        "grant_type", "password",
                        "client_id", "lienthong-cli",
                        "username", account,
                        "password", password,
                        "scope", scope))
                .post(keycloak.tokenEndpoint())
                .then();
    }

    private static Map<String, Object> claims(String token) {
        String payload = new String(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]), StandardCharsets.UTF_8);
        try {
            return new ObjectMapper().readValue(payload, new TypeReference<>() {});
        } catch (JsonProcessingException notAToken) {
            throw new AssertionError(payload, notAToken);
        }
    }

    private static Set<String> scopes(Map<String, Object> claims) {
        return new HashSet<>(Arrays.asList(String.valueOf(claims.get("scope")).split(" ", -1)));
    }

    private static int lifespan(Map<String, Object> claims) {
        return (Integer) claims.getOrDefault("exp", 0) - (Integer) claims.getOrDefault("iat", 0);
    }
}
