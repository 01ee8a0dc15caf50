package vn.lienthong.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class InstallationTest {

    private static final Instant BUILT = Instant.parse("2026-10-01T08:00:00Z");

    @TempDir
    private Path target;

    private Path packaged;
    private Path installed;

    @BeforeEach
    void build() throws IOException {
        packaged = target.resolve("exchange.jar");
        installed = target.resolve("exchange");
        Files.createDirectory(installed);
        at(packaged, BUILT);
    }

    @Test
    void what_was_never_rehearsed_runs_as_it_was_packaged() throws IOException {
        at(installed.resolve("exchange.jar"), BUILT.plusSeconds(60));

        assertThat(Installation.newest(packaged, installed)).isEqualTo(packaged);
    }

    @Test
    void what_was_rehearsed_since_it_was_built_runs_from_there() throws IOException {
        at(Installation.cacheBeside(installed.resolve("exchange.jar")), BUILT.plusSeconds(60));

        assertThat(Installation.newest(packaged, installed)).isEqualTo(installed.resolve("exchange.jar"));
    }

    @Test
    void a_rehearsal_of_an_older_build_does_not_count() throws IOException {
        at(Installation.cacheBeside(installed.resolve("exchange.jar")), BUILT.minusSeconds(60));

        assertThat(Installation.newest(packaged, installed)).isEqualTo(packaged);
    }

    private static void at(Path file, Instant modified) throws IOException {
        Files.writeString(file, "");
        Files.setLastModifiedTime(file, FileTime.from(modified));
    }
}
