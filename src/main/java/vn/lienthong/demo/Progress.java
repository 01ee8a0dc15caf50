package vn.lienthong.demo;

import java.io.PrintStream;
import java.util.Locale;

/** Tells the person at the terminal what happens, each line with the seconds since the start. */
final class Progress {

    private static final double NANOS_PER_SECOND = 1e9;

    private final PrintStream out;
    private final long began = System.nanoTime();

    Progress(PrintStream out) {
        this.out = out;
    }

    synchronized void say(String line) {
        out.printf(Locale.ROOT, "%6.1f s  %s%n", (System.nanoTime() - began) / NANOS_PER_SECOND, line);
        out.flush();
    }

    synchronized void print(String text) {
        out.println(text);
        out.flush();
    }
}
