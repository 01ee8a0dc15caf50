package vn.lienthong.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import vn.lienthong.demo.Checkout;
import vn.lienthong.sample.DemoPeople;
import vn.lienthong.sample.Push;
import vn.lienthong.sample.SampleDirectory;
import vn.lienthong.sample.SampleWorld;
import vn.lienthong.sample.Systems;

/** The realm's accounts are people of the sample world; what Keycloak makes of them is KeycloakSpec's matter. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RealmTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonNode realm = read(Checkout.here().realm().toFile());

    @Test
    void staff_have_the_names_of_their_entries_in_the_directory() {
        Map<String, String> practitioners = new TreeMap<>();
        SampleDirectory.bundles().stream()
                .flatMap(bundle -> resources(bundle.transactionBundle()))
                .filter(resource -> resource.path("resourceType").asText().equals("Practitioner"))
                .forEach(resource -> practitioners.put(resource.path("id").asText(), name(resource)));

        Map<String, String> accounts = accounts("practitioner");
        assertThat(accounts).hasSize(9);
        assertThat(practitioners).containsAllEntriesOf(accounts);
    }

    @Test
    void patients_have_the_names_of_those_registered_with_their_identifier_however_spelled() {
        Map<String, String> registered = new TreeMap<>();
        List<Push> pushes = new DemoPeople(new SampleWorld()).pushes();
        pushes.stream()
                .flatMap(push -> resources(push.transactionBundle()))
                .filter(resource -> resource.path("resourceType").asText().equals("Patient"))
                .forEach(patient -> items(patient.path("identifier"))
                        .filter(identifier -> identifier.path("system").asText().equals(Systems.CCCD))
                        .forEach(cccd -> registered.put(
                                Systems.CCCD + "|" + cccd.path("value").asText(), folded(name(patient)))));

        Map<String, String> accounts = accounts("patient_identifier");
        assertThat(accounts).hasSize(4);
        accounts.replaceAll((identifier, name) -> folded(name));
        assertThat(registered).containsAllEntriesOf(accounts);
    }

    @Test
    void a_password_is_enough_to_sign_in() {
        assertThat(items(realm.path("users"))
                        .filter(user -> user.path("credentials").isArray()))
                .hasSize(16)
                .allSatisfy(user -> {
                    assertThat(user.path("emailVerified").asBoolean()).isTrue();
                    assertThat(user.path("requiredActions")).isEmpty();
                    assertThat(user.path("credentials").path(0).path("value").asText())
                            .isEqualTo("${DEMO_PASSWORD:demo}");
                });
    }

    /** Value of the attribute, and name of the account that has it. */
    private Map<String, String> accounts(String attribute) {
        Map<String, String> accounts = new TreeMap<>();
        items(realm.path("users"))
                .filter(user -> user.path("attributes").has(attribute))
                .forEach(user -> accounts.put(
                        user.path("attributes").path(attribute).path(0).asText(),
                        user.path("lastName").asText() + " "
                                + user.path("firstName").asText()));
        return accounts;
    }

    private static String name(JsonNode person) {
        return person.path("name").path(0).path("text").asText();
    }

    /** Facilities write names in capitals, or without tone marks. */
    private static String folded(String name) {
        return Normalizer.normalize(name.toLowerCase(Locale.ROOT), Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .replace('đ', 'd');
    }

    private static Stream<JsonNode> resources(byte[] bundle) {
        try {
            return items(JSON.readTree(new String(bundle, StandardCharsets.UTF_8))
                            .path("entry"))
                    .map(entry -> entry.path("resource"));
        } catch (IOException notJson) {
            throw new AssertionError(notJson);
        }
    }

    private static Stream<JsonNode> items(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    private static JsonNode read(File file) {
        try {
            return JSON.readTree(file);
        } catch (IOException missing) {
            throw new AssertionError(missing);
        }
    }
}
