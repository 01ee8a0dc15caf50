package vn.lienthong.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The demo without a terminal: starting it so that it stays, finding it again, ending it. */
final class Background {

    static final String SELF = "demo";

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);
    private static final Duration PATIENCE_AT_END = Duration.ofSeconds(60);

    private final DemoDirectory directory;
    private final Progress progress;

    Background(DemoDirectory directory, Progress progress) {
        this.directory = directory;
        this.progress = progress;
    }

    /** The demo that runs on this directory, in the background or in another terminal. */
    Optional<ProcessHandle> running() {
        return directory.running(SELF, Demo.class.getName());
    }

    /** Returns when the new process says that everything answers; shows its progress until then. */
    int start() throws InterruptedException {
        directory.create();
        directory.delete(directory.welcome());
        Path log = directory.log(SELF);
        Process process = launch(log);
        int shown = 0;
        boolean ended;
        do {
            ended = process.waitFor(BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS);
            shown = show(log, shown);
        } while (!ended && !Files.exists(directory.welcome()));
        if (ended) {
            return 1;
        }
        show(log, shown);
        progress.print("It runs in the background: log " + log + ", `./demo --stop` ends it.");
        return 0;
    }

    private static Process launch(Path log) {
        List<String> command = new ArrayList<>();
        if (Files.isExecutable(Path.of("/usr/bin/setsid"))) {
            command.add("/usr/bin/setsid");
        }
        command.addAll(List.of(
                ChildProcess.java(),
                "-Xmx256m",
                "-Dstdout.encoding=UTF-8",
                "-cp",
                System.getProperty("java.class.path"),
                Demo.class.getName()));
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            process.getOutputStream().close();
            return process;
        } catch (IOException refused) {
            throw new UncheckedIOException("The demo could not be started in the background", refused);
        }
    }

    private int show(Path log, int shown) {
        String text = directory.read(log);
        int complete = text.lastIndexOf('\n') + 1;
        if (complete > shown) {
            progress.print(text.substring(shown, complete - 1));
        }
        return complete;
    }

    /** Ends the demo of this directory, and what a killed one left behind. */
    boolean stop() throws InterruptedException {
        boolean found = end("the demo", running());
        found |= end("the exchange", directory.running("exchange", "fhir-server"));
        found |= end("Keycloak", directory.running("keycloak", "QuarkusEntryPoint"));
        found |= end("PostgreSQL", directory.running("postgres", "postgres"));
        return found;
    }

    private boolean end(String name, Optional<ProcessHandle> process) throws InterruptedException {
        if (process.isEmpty()) {
            return false;
        }
        progress.say("Ending " + name);
        process.get().destroy();
        try {
            process.get().onExit().get(PATIENCE_AT_END.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException stubborn) {
            progress.say(name + " did not end within " + PATIENCE_AT_END.toSeconds() + " s and is killed");
            process.get().destroyForcibly();
        }
        return true;
    }
}
