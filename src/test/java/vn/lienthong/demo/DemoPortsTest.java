package vn.lienthong.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class DemoPortsTest {

    private final Map<String, String> environment = new HashMap<>(Map.of(
            "EXCHANGE_PORT", Integer.toString(FreePort.any()),
            "KEYCLOAK_PORT", Integer.toString(FreePort.any()),
            "POSTGRES_PORT", Integer.toString(FreePort.any())));

    @Test
    void the_environment_chooses() {
        DemoPorts ports = DemoPorts.from(environment);
        assertThat(ports)
                .isEqualTo(new DemoPorts(
                        Integer.parseInt(environment.getOrDefault("EXCHANGE_PORT", "")),
                        Integer.parseInt(environment.getOrDefault("KEYCLOAK_PORT", "")),
                        Integer.parseInt(environment.getOrDefault("POSTGRES_PORT", ""))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"EXCHANGE_PORT", "KEYCLOAK_PORT", "POSTGRES_PORT"})
    void a_taken_port_is_named_with_the_way_out(String name) throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            environment.put(name, Integer.toString(other.getLocalPort()));
            assertThatThrownBy(() -> DemoPorts.from(environment))
                    .isInstanceOf(DemoFailure.class)
                    .hasMessageContaining("cannot have port " + other.getLocalPort())
                    .hasMessageContaining(name + "=" + (other.getLocalPort() + 1) + " ./demo");
        }
    }

    @Test
    void the_database_moves_aside_when_nobody_chose_its_port() {
        environment.remove("POSTGRES_PORT");
        assertThat(FreePort.isFree(DemoPorts.from(environment).postgres())).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "http", "0", "65536", "-1"})
    void what_is_no_port_is_refused(String text) {
        environment.put("KEYCLOAK_PORT", text);
        assertThatThrownBy(() -> DemoPorts.from(environment))
                .isInstanceOf(DemoFailure.class)
                .hasMessage("KEYCLOAK_PORT is `" + text + "`; a port is a number from 1 to 65535.");
    }
}
