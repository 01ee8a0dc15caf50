package vn.lienthong.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import vn.lienthong.demo.Checkout;

/** {@code ./bench}: how fast the packaged exchange is on this machine, beside what its database alone can do. */
public final class Bench {

    private final BenchOptions options;
    private final Checkout checkout;
    private final Clock clock;

    private Bench(BenchOptions options, Checkout checkout, Clock clock) {
        this.options = options;
        this.checkout = checkout;
        this.clock = clock;
    }

    public static void main(String[] arguments) {
        if (List.of(arguments).contains("--help")) {
            System.out.println(BenchOptions.USAGE);
            return;
        }
        int status = 0;
        try {
            new Bench(BenchOptions.parse(List.of(arguments)), Checkout.here(), Clock.systemDefaultZone()).run();
        } catch (IllegalArgumentException | BenchFailure failure) {
            System.err.println(failure.getMessage());
            status = 1;
        }
        System.exit(status);
    }

    private void run() {
        Path directory = BenchWorld.directory(checkout);
        Path result = directory.resolve("result.md");
        Path loaded = directory.resolve("loaded");
        if (!options.keep() || !options.world().equals(read(loaded))) {
            BenchWorld.delete(directory, result);
        }
        BenchWorld world = BenchWorld.start(checkout, directory, clock);
        Thread end = new Thread(world::close, "end");
        Runtime.getRuntime().addShutdownHook(end);
        boolean complete = false;
        try {
            String text = new Measurements(options, world, clock)
                    .all(Files.exists(loaded), () -> write(loaded, options.world()));
            write(result, text);
            System.out.println("\n" + text + "\nWritten to " + checkout.root().relativize(result));
            complete = true;
        } finally {
            Runtime.getRuntime().removeShutdownHook(end);
            world.close();
            if (complete && !options.keep()) {
                BenchWorld.delete(directory, result);
            }
        }
    }

    private static String read(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
