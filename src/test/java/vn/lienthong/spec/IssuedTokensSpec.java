package vn.lienthong.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.spec.Samples.fresh;
import static vn.lienthong.spec.Samples.newCccd;
import static vn.lienthong.spec.Samples.observation;
import static vn.lienthong.spec.Samples.patient;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Tokens that the issuer really made, and that do not open the exchange, or not all of it.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6750#section-3.1">RFC 6750</a>
 * @see <a href="https://hl7.org/fhir/smart-app-launch/scopes-and-launch-context.html">SMART scopes</a>
 */
@ExtendWith(RunningNodes.class)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class IssuedTokensSpec {

    private final ExchangeNode node;

    IssuedTokensSpec(ExchangeNode node) {
        this.node = node;
    }

    @Test
    void an_expired_token_of_the_issuer_is_refused() {
        String expired = tokenOf(client(Map.of("access.token.lifespan", "-3600"), "lienthong", "user/*.cruds"));
        Answer answer = node.withToken(expired)
                .gets("Organization/facility-22021")
                .refuses(401, "login", "The access token has expired. Ask for a new one.");
        assertThat(answer.header("WWW-Authenticate")).contains("error=\"invalid_token\"");
    }

    @Test
    void the_same_token_is_accepted_while_it_lasts() {
        String lasting = tokenOf(client(Map.of(), "lienthong", "user/*.cruds"));
        node.withToken(lasting).gets("Organization/facility-22021").is(200);
    }

    @Test
    void a_token_without_a_scope_is_told_which_one_is_missing() {
        Caller caller = node.withToken(tokenOf(client(Map.of(), "lienthong")));
        String id = fresh("patient");
        for (Answer answer : List.of(
                caller.gets("Organization/facility-22021"),
                caller.gets("Patient/" + id),
                caller.gets("Patient/" + id + "/$everything"),
                caller.searches("Observation", "patient", id),
                caller.updates(observation(id, "Patient/" + id, "2345-7", "2026-01-01", "1")),
                caller.posts(Samples.transaction(
                        Samples.put(observation(id, "Patient/" + id, "2345-7", "2026-01-01", "1")))))) {
            answer.refuses(403, "forbidden", "scope");
            assertThat(answer.header("WWW-Authenticate")).contains("error=\"insufficient_scope\"");
        }
        node.facility("22021").updates(patient(id, newCccd())).is(201);
        caller.gets("Patient/" + id).refuses(403, "forbidden", "scope");
    }

    private String client(Map<String, String> attributes, String... scopes) {
        return new Programs(node).client(attributes, scopes);
    }

    private String tokenOf(String client) {
        return new Programs(node).token(client, "clinician-22021");
    }
}
