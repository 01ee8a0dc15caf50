package vn.lienthong.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class DemoDirectoryTest {

    private final DemoDirectory directory;

    DemoDirectoryTest(@TempDir Path temporary) {
        this.directory = new DemoDirectory(temporary.resolve(".demo")).create();
    }

    @Test
    void a_noted_process_is_found_again_until_it_is_forgotten() {
        directory.remember("exchange", ProcessHandle.current().pid());
        assertThat(directory.running("exchange", "java")).contains(ProcessHandle.current());
        directory.forget("exchange");
        assertThat(directory.running("exchange", "java")).isEmpty();
    }

    @Test
    void a_process_that_took_over_the_number_is_left_alone() {
        directory.remember("exchange", ProcessHandle.current().pid());
        assertThat(directory.running("exchange", "something else entirely")).isEmpty();
    }

    @Test
    void a_damaged_note_is_no_process() {
        directory.write(directory.path().resolve("exchange.pid"), "none");
        assertThat(directory.running("exchange", "")).isEmpty();
    }

    @Test
    void the_secret_key_is_kept_until_everything_is_forgotten() {
        String key = directory.secretKey();
        assertThat(key).hasSizeGreaterThan(40).isEqualTo(directory.secretKey());
        directory.deleteAll();
        assertThat(directory.path()).doesNotExist();
        assertThat(directory.create().secretKey()).isNotEqualTo(key);
    }

    @Test
    void only_the_owner_reads_the_secret_key() throws IOException {
        directory.secretKey();
        assertThat(Files.getPosixFilePermissions(directory.path().resolve("secret-key")))
                .containsExactlyInAnyOrder(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    }
}
