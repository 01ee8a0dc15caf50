package vn.lienthong.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What the demo keeps between starts, all in one directory: databases, logs, and which processes run. */
record DemoDirectory(Path path) {

    private static final int SECRET_BYTES = 32;

    static DemoDirectory of(Checkout checkout) {
        return new DemoDirectory(checkout.demoDirectory());
    }

    DemoDirectory create() {
        try {
            Files.createDirectories(path);
            return this;
        } catch (IOException refused) {
            throw new UncheckedIOException("`" + path + "` could not be made", refused);
        }
    }

    Path postgresData() {
        return path.resolve("postgres");
    }

    Path log(String program) {
        return path.resolve(program + ".log");
    }

    /** Appears when everything answers; holds what was printed then. */
    Path welcome() {
        return path.resolve("welcome.txt");
    }

    Path samplesLoaded() {
        return path.resolve("samples-loaded");
    }

    /** Signs page links: random, and kept, so that a link outlives a restart. */
    String secretKey() {
        Path file = path.resolve("secret-key");
        try {
            if (!Files.exists(file)) {
                byte[] random = new byte[SECRET_BYTES];
                new SecureRandom().nextBytes(random);
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                Files.writeString(file, Base64.getEncoder().encodeToString(random));
            }
            return Files.readString(file);
        } catch (IOException failed) {
            throw new UncheckedIOException("`" + file + "` could not be kept", failed);
        }
    }

    void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException failed) {
            throw new UncheckedIOException("`" + file + "` could not be written", failed);
        }
    }

    String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failed) {
            throw new UncheckedIOException("`" + file + "` could not be read", failed);
        }
    }

    void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException failed) {
            throw new UncheckedIOException("`" + file + "` could not be deleted", failed);
        }
    }

    /** Forgets everything; the next start is a first one. */
    void deleteAll() {
        if (!Files.exists(path)) {
            return;
        }
        try (var files = Files.walk(path)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            deepestFirst.forEach(this::delete);
        } catch (IOException failed) {
            throw new UncheckedIOException("`" + path + "` could not be deleted", failed);
        }
    }

    /** Notes a process, so that a later {@code --stop} can end it even if this program was killed. */
    void remember(String program, long pid) {
        write(pidFile(program), Long.toString(pid));
    }

    void forget(String program) {
        delete(pidFile(program));
    }

    /** The noted process if it still runs and still is what it was: process ids are used again. */
    Optional<ProcessHandle> running(String program, String partOfCommand) {
        Path file = pidFile(program);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        return number(read(file).lines().findFirst().orElse(""))
                .flatMap(ProcessHandle::of)
                .filter(ProcessHandle::isAlive)
                .filter(process -> process.info().commandLine().orElse("").contains(partOfCommand));
    }

    private static Optional<Long> number(String text) {
        return text.matches("\\d{1,18}") ? Optional.of(Long.valueOf(text)) : Optional.empty();
    }

    private Path pidFile(String program) {
        return program.equals("postgres") ? postgresData().resolve("postmaster.pid") : path.resolve(program + ".pid");
    }
}
