package vn.lienthong.spec;

import static io.restassured.RestAssured.given;
import static vn.lienthong.spec.Samples.fresh;

import java.util.List;
import java.util.Map;

/** Programs of the realm that a specification needs beside those of the demo. */
record Programs(ExchangeNode node) {

    /** A program with these scopes and no others. */
    String client(Map<String, String> attributes, String... scopes) {
        String id = fresh("program");
        administers(
                "clients",
                Map.of(
                        "clientId",
                        id,
                        "publicClient",
                        true,
                        "directAccessGrantsEnabled",
                        true,
                        "fullScopeAllowed",
                        false,
                        "attributes",
                        attributes,
                        "defaultClientScopes",
                        List.of(scopes)));
        return id;
    }

    /** A scope that the realm does not have yet. */
    void scope(String name) {
        administers(
                "client-scopes",
                Map.of(
                        "name",
                        name,
                        "protocol",
                        "openid-connect",
                        "attributes",
                        Map.of("include.in.token.scope", "true")));
    }

    private void administers(String what, Map<String, Object> made) {
        given().auth()
                .oauth2(node.keycloak().administrator())
                .contentType("application/json")
                .body(made)
                .post(node.keycloak().url() + "/admin/realms/lienthong/" + what)
                .then()
                .statusCode(201);
    }

    /** The token with which an account uses a program. */
    String token(String client, String account) {
        return given().formParams(
                        Map.of("grant_type", "password", "client_id", client, "username", account, "password", "demo"))
                .post(node.keycloak().tokenEndpoint())
                .then()
                .statusCode(200)
                .extract()
                .path("access_token");
    }
}
