package vn.lienthong.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The application as it is run: taken apart, since classes of nested jars are slow to load, with a cache of the virtual
 * machine beside it that a rehearsal recorded (<a href="https://openjdk.org/jeps/514">JEP 514</a>).
 *
 * <p>A cache fits one build and one virtual machine; with another the machine starts as if there were none.
 */
public final class Installation {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private Installation() {}

    /** Where the cache of an application lies, made or not. */
    public static Path cacheBeside(Path jar) {
        return jar.resolveSibling("exchange.aot");
    }

    /** The jar to run in {@code directory}; {@code packaged} unless that was taken apart and rehearsed since it was built. */
    static Path newest(Path packaged, Path directory) {
        Path installed = installedIn(directory, packaged);
        Path cache = cacheBeside(installed);
        try {
            boolean fresh = Files.exists(cache)
                    && Files.getLastModifiedTime(cache).compareTo(Files.getLastModifiedTime(packaged)) > 0;
            return fresh ? installed : packaged;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Takes the packaged application apart; answers the jar to run. */
    public static Path install(Path packaged, Path directory, Path log) throws InterruptedException {
        try {
            Files.createDirectories(directory);
            Path installed = installedIn(directory, packaged);
            Files.deleteIfExists(cacheBeside(installed));
            List<String> extract = List.of(
                    ChildProcess.java(),
                    "-Djarmode=tools",
                    "-jar",
                    packaged.toString(),
                    "extract",
                    "--force",
                    "--destination",
                    directory.toString());
            ChildProcess.start("Taking the application apart", directory, log, Map.of(), extract)
                    .awaitEnd(PATIENCE);
            return installed;
        } catch (IOException failed) {
            throw new UncheckedIOException("`" + directory + "` could not be prepared", failed);
        }
    }

    private static Path installedIn(Path directory, Path packaged) {
        return directory.resolve(packaged.getFileName());
    }
}
