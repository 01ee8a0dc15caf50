package vn.lienthong.demo;

import java.util.List;
import java.util.Set;

/** {@code ./demo}: the exchange, a Keycloak and a PostgreSQL with sample data on this machine, from one command. */
public final class Demo {

    private static final String USAGE = """
            ./demo                start, show progress, stop on Ctrl-C; data is kept in .demo/
            ./demo --reset        forget the data, then start
            ./demo --background   return when everything answers (also with --reset)
            ./demo --stop         end the demo that runs
            Ports: EXCHANGE_PORT (8080), KEYCLOAK_PORT (8180), POSTGRES_PORT (5433).""";

    private static final Set<String> OPTIONS = Set.of("--reset", "--background", "--stop", "--help");

    private final Checkout checkout;
    private final DemoDirectory directory;
    private final Progress progress;
    private final Background background;

    private Demo(Checkout checkout, Progress progress) {
        this.checkout = checkout;
        this.directory = DemoDirectory.of(checkout);
        this.progress = progress;
        this.background = new Background(directory, progress);
    }

    public static void main(String[] arguments) throws InterruptedException {
        Progress progress = new Progress(System.out);
        int status;
        try {
            status = new Demo(Checkout.here(), progress).run(List.of(arguments));
        } catch (DemoFailure failure) {
            progress.print("\n" + failure.getMessage());
            status = 1;
        }
        System.exit(status);
    }

    private int run(List<String> options) throws InterruptedException {
        if (options.contains("--help") || !OPTIONS.containsAll(options)) {
            progress.print(USAGE);
            return options.contains("--help") ? 0 : 2;
        }
        if (options.contains("--stop")) {
            progress.print(background.stop() ? "Stopped." : "Nothing to stop.");
            return 0;
        }
        if (options.contains("--reset")) {
            background.stop();
            directory.deleteAll();
        } else if (background.running().isPresent()) {
            progress.print("The demo runs already; `./demo --stop` ends it.");
            return options.contains("--background") ? 0 : 1;
        }
        background.stop();
        return options.contains("--background") ? background.start() : foreground();
    }

    private int foreground() throws InterruptedException {
        DemoPorts ports = DemoPorts.from(System.getenv());
        DemoWorld world = new DemoWorld(checkout, ports, progress);
        directory.delete(directory.welcome());
        directory.remember(Background.SELF, ProcessHandle.current().pid());
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(world), "end"));
        try {
            world.start(Samples::deliveries);
            String welcome = new Welcome(world).text();
            progress.print(welcome);
            directory.write(directory.welcome(), welcome);
            String ended = world.awaitEndOfAny();
            return world.isClosing() ? 0 : fail("The program `" + ended + "` ended; see " + directory.log(ended));
        } catch (RuntimeException failed) {
            return world.isClosing() ? 0 : fail(String.valueOf(failed.getMessage()));
        }
    }

    private int fail(String message) {
        progress.print("\n" + message);
        return 1;
    }

    private void end(DemoWorld world) {
        progress.say("Stopping");
        world.close();
        directory.delete(directory.welcome());
        directory.forget(Background.SELF);
        progress.say("Stopped; `./demo` continues with the same data.");
    }
}
