package vn.lienthong.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import vn.lienthong.demo.Checkout;
import vn.lienthong.demo.ExchangeConfiguration;

/**
 * What a container engine would say of {@code docker-compose.yml}, as far as it can be said without one.
 *
 * @see <a href="https://github.com/compose-spec/compose-spec/blob/main/spec.md">The Compose Specification</a>
 */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ComposeTest {

    private static final Set<String> TOP = Set.of("name", "services", "networks", "volumes", "secrets", "configs");
    private static final Set<String> OF_A_SERVICE = Set.of(
            "image",
            "build",
            "restart",
            "command",
            "environment",
            "volumes",
            "networks",
            "ports",
            "depends_on",
            "healthcheck",
            "read_only",
            "tmpfs",
            "cap_drop",
            "security_opt",
            "user",
            "deploy");
    private static final Set<String> OF_A_HEALTHCHECK =
            Set.of("test", "interval", "timeout", "retries", "start_period", "start_interval", "disable");
    private static final Set<String> CONDITIONS =
            Set.of("service_started", "service_healthy", "service_completed_successfully");

    private final Checkout checkout = Checkout.here();
    private final Map<String, Object> compose = load();

    @Test
    void every_element_is_one_that_the_specification_knows() {
        assertThat(TOP).containsAll(compose.keySet());
        services().forEach((name, service) -> {
            assertThat(OF_A_SERVICE).as(name).containsAll(service.keySet());
            assertThat(OF_A_HEALTHCHECK)
                    .as(name)
                    .containsAll(map(service.get("healthcheck")).keySet());
        });
    }

    @Test
    void every_service_says_what_it_runs_and_how_its_health_is_seen() {
        assertThat(services()).containsOnlyKeys("postgres", "keycloak", "exchange");
        services().forEach((name, service) -> {
            assertThat(service.keySet()).as(name).containsAnyOf("build", "image");
            assertThat(texts(map(service.get("healthcheck")).get("test")))
                    .as(name)
                    .first()
                    .isIn("CMD", "CMD-SHELL");
        });
    }

    @Test
    void images_name_their_version() {
        assertThat(service("postgres")).containsEntry("image", "postgres:18");
        assertThat(String.valueOf(service("keycloak").get("image"))).matches(".*/keycloak:\\d+\\.\\d+\\.\\d+");
    }

    @Test
    void a_service_waits_for_the_health_of_those_it_needs() {
        services()
                .forEach((name, service) -> map(service.get("depends_on")).forEach((needed, how) -> {
                    assertThat(services()).as(name).containsKey(needed);
                    assertThat(CONDITIONS).contains(String.valueOf(map(how).get("condition")));
                }));
        assertThat(map(service("exchange").get("depends_on"))).containsOnlyKeys("postgres", "keycloak");
        assertThat(map(service("exchange").get("depends_on")).values())
                .allSatisfy(how -> assertThat(map(how)).containsEntry("condition", "service_healthy"));
    }

    @Test
    void networks_and_volumes_are_declared() {
        services().forEach((name, service) -> {
            assertThat(map(compose.get("networks")).keySet()).as(name).containsAll(texts(service.get("networks")));
            for (String volume : texts(service.get("volumes"))) {
                String source = volume.substring(0, volume.indexOf(':'));
                if (source.startsWith("./")) {
                    assertThat(checkout.root().resolve(source)).exists();
                } else {
                    assertThat(map(compose.get("volumes"))).containsKey(source);
                }
            }
        });
    }

    @Test
    void the_exchange_is_given_every_setting_and_none_that_it_does_not_know() {
        Set<String> known = EnumSet.allOf(ExchangeConfiguration.Key.class).stream()
                .map(Enum::name)
                .collect(Collectors.toSet());
        assertThat(environment("exchange").keySet()).containsExactlyInAnyOrderElementsOf(known);
    }

    @Test
    void secrets_come_from_the_environment_and_a_missing_one_is_named() {
        services()
                .keySet()
                .forEach(service -> environment(service).forEach((key, value) -> {
                    if (key.matches(".*(PASSWORD|SECRET).*")) {
                        assertThat(value).as(service + " " + key).matches("\\$\\{([A-Z_]+):\\?set \\1}");
                    }
                }));
        assertThat(environment("exchange").keySet())
                .filteredOn(key -> key.contains("SECRET"))
                .isNotEmpty();
    }

    @Test
    void the_realm_finds_every_value_that_it_takes_from_the_environment() throws IOException {
        List<String> taken = new ArrayList<>();
        Pattern.compile("\\$\\{([A-Z_]+):")
                .matcher(Files.readString(checkout.realm()))
                .results()
                .forEach(found -> taken.add(found.group(1)));
        assertThat(taken).isNotEmpty();
        assertThat(environment("keycloak").keySet()).containsAll(taken);
    }

    @Test
    void the_database_is_reachable_from_inside_alone() {
        assertThat(service("postgres")).doesNotContainKey("ports");
        assertThat(texts(service("postgres").get("networks"))).containsExactly("database");
        assertThat(map(map(compose.get("networks")).get("database"))).containsEntry("internal", true);
    }

    @Test
    void published_ports_are_bound_to_this_machine() {
        services()
                .forEach((name, service) -> assertThat(texts(service.get("ports")))
                        .as(name)
                        .allMatch(port -> port.startsWith("127.0.0.1:")));
    }

    private Map<String, Object> load() {
        try {
            Path file = checkout.root().resolve("docker-compose.yml");
            LoaderOptions strict = new LoaderOptions();
            strict.setAllowDuplicateKeys(false);
            return map(new Yaml(new SafeConstructor(strict)).load(Files.readString(file)));
        } catch (IOException missing) {
            throw new AssertionError(missing);
        }
    }

    private Map<String, Map<String, Object>> services() {
        Map<String, Map<String, Object>> services = new TreeMap<>();
        map(compose.get("services")).forEach((name, service) -> services.put(name, map(service)));
        return services;
    }

    private Map<String, Object> service(String name) {
        return services().getOrDefault(name, Map.of());
    }

    private Map<String, String> environment(String service) {
        Map<String, String> environment = new TreeMap<>();
        map(service(service).get("environment")).forEach((key, value) -> environment.put(key, String.valueOf(value)));
        return environment;
    }

    private static Map<String, Object> map(@Nullable Object element) {
        Map<String, Object> map = new TreeMap<>();
        if (element instanceof Map<?, ?> entries) {
            entries.forEach((key, value) -> map.put(String.valueOf(key), value));
        }
        return map;
    }

    private static List<String> texts(@Nullable Object element) {
        return element instanceof List<?> items
                ? items.stream().map(String::valueOf).toList()
                : List.of();
    }
}
