package vn.lienthong.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import vn.lienthong.demo.Checkout;

/** What a reviewer would look for in the image's recipe; no engine is needed to see it. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class DockerfileTest {

    private final List<String> instructions = instructions();

    /** The last stage is the image; what comes before is thrown away. */
    private final List<String> image = instructions.subList(
            instructions.lastIndexOf(instructions.stream()
                    .filter(line -> line.startsWith("FROM "))
                    .toList()
                    .getLast()),
            instructions.size());

    @Test
    void the_image_holds_a_runtime_of_java_25_and_no_compiler() {
        assertThat(image.getFirst()).isEqualTo("FROM eclipse-temurin:25-jre");
    }

    @Test
    void the_exchange_runs_without_root() {
        assertThat(image)
                .filteredOn(line -> line.startsWith("USER "))
                .singleElement()
                .asString()
                .matches("USER [1-9]\\d*:[1-9]\\d*");
        assertThat(after("USER ")).noneMatch(line -> line.startsWith("RUN ") || line.startsWith("COPY "));
    }

    @Test
    void its_health_is_seen_by_readiness() {
        assertThat(image)
                .filteredOn(line -> line.startsWith("HEALTHCHECK "))
                .singleElement()
                .asString()
                .contains("/actuator/health/readiness");
    }

    @Test
    void the_program_receives_signals_itself() {
        assertThat(image)
                .filteredOn(line -> line.startsWith("ENTRYPOINT "))
                .singleElement()
                .asString()
                .startsWith("ENTRYPOINT [\"java\"");
    }

    @Test
    void nothing_secret_is_written_into_it() {
        assertThat(instructions)
                .filteredOn(line -> line.startsWith("ENV ") || line.startsWith("ARG "))
                .noneMatch(line -> line.matches("(?i).*(password|secret|token).*"));
    }

    private List<String> after(String instruction) {
        return image.stream()
                .dropWhile(line -> !line.startsWith(instruction))
                .skip(1)
                .toList();
    }

    private static List<String> instructions() {
        try {
            String text = Files.readString(Checkout.here().root().resolve("Dockerfile"));
            return text.replaceAll("(?m)^#.*\\n", "")
                    .replaceAll("\\\\\\n\\s*", "")
                    .lines()
                    .filter(line -> !line.isBlank())
                    .toList();
        } catch (IOException missing) {
            throw new AssertionError(missing);
        }
    }
}
