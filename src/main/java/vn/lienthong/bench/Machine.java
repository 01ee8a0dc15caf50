package vn.lienthong.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import vn.lienthong.demo.Postgres;

/** Where a result comes from; a figure without it means nothing. */
final class Machine {

    private static final List<String> SETTINGS = List.of(
            "fsync",
            "synchronous_commit",
            "full_page_writes",
            "wal_sync_method",
            "shared_buffers",
            "max_wal_size",
            "default_toast_compression");

    private Machine() {}

    static String describe(Postgres postgres, Clock clock) {
        return """
                * %s: %s, %d cores, %s GB of memory; load of the last minute at the begin %s
                * JDK %s; %s, embedded, on the same machine as the client
                * %s
                """.formatted(
                LocalDate.now(clock),
                first("/proc/cpuinfo", "model name"),
                Runtime.getRuntime().availableProcessors(),
                Line.number(Math.rint(
                        Long.parseLong(first("/proc/meminfo", "MemTotal").replaceAll("\\D", "")) / 1e6)),
                String.format(
                        Locale.ROOT,
                        "%.1f",
                        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage()),
                Runtime.version(),
                setting(postgres, "server_version").replace("server_version", "PostgreSQL"),
                SETTINGS.stream()
                        .map(name -> "`" + setting(postgres, name) + "`")
                        .collect(Collectors.joining(", ")));
    }

    private static String first(String file, String name) {
        try (var lines = Files.lines(Path.of(file))) {
            return lines.filter(line -> line.startsWith(name))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("0");
        } catch (IOException unreadable) {
            throw new UncheckedIOException("The machine is described from /proc, as Linux has it", unreadable);
        }
    }

    private static String setting(Postgres postgres, String name) {
        try (Connection connection = postgres.superuser(Postgres.DATABASE);
                Statement sql = connection.createStatement();
                ResultSet row = sql.executeQuery("SHOW " + name)) {
            row.next();
            return name + " " + row.getString(1);
        } catch (SQLException failed) {
            throw new IllegalStateException("PostgreSQL does not tell `" + name + "`", failed);
        }
    }
}
