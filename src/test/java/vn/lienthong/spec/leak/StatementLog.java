package vn.lienthong.spec.leak;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What PostgreSQL was asked in one database, from its own log: it is written before a statement is answered, so an
 * answer that has arrived left all its statements here.
 */
final class StatementLog {

    /** What a node remembers of everybody's directory, and of how bytes are packed, says nothing of a patient. */
    private static final Pattern REMEMBERED =
            Pattern.compile("\\bfacility\\b|\\bfacility_successor\\b|\\bFROM dictionary\\b");

    private static final Pattern SPACE = Pattern.compile("\\s+");

    private final Path log;
    private final Pattern statement;
    private final String begin;
    private long position;

    private StatementLog(Path log, String database) throws IOException {
        this.log = log;
        this.begin = database + "|";
        this.statement =
                Pattern.compile(Pattern.quote(begin) + "LOG: +(?:execute [^:]+|statement): (.*)", Pattern.DOTALL);
        this.position = Files.size(log);
    }

    /** Makes the server tell what this database is asked; connections made from now on are concerned. */
    static StatementLog of(Path log, String database, Connection superuser) throws SQLException, IOException {
        try (Statement sql = superuser.createStatement()) {
            sql.execute("ALTER SYSTEM SET log_line_prefix = '%d|'");
            sql.execute("ALTER DATABASE " + database + " SET log_statement = 'all'");
            sql.execute("ALTER DATABASE " + database + " SET log_parameter_max_length = 0");
            sql.execute("SELECT pg_reload_conf()");
        }
        return new StatementLog(log, database);
    }

    /** Statements since the last call. */
    List<String> take() {
        var statements = new ArrayList<String>();
        for (String entry : entries(read())) {
            var matcher = statement.matcher(entry);
            if (matcher.matches()) {
                String sql = SPACE.matcher(matcher.group(1)).replaceAll(" ").strip();
                if (!sql.isEmpty() && !REMEMBERED.matcher(sql).find()) {
                    statements.add(sql);
                }
            }
        }
        return statements;
    }

    /** A statement of several lines goes on with a tab. */
    private static List<String> entries(String text) {
        return List.of(text.split("\n(?!\t)", -1));
    }

    private String read() {
        try (var file = new RandomAccessFile(log.toFile(), "r")) {
            var bytes = new byte[Math.toIntExact(file.length() - position)];
            file.seek(position);
            file.readFully(bytes);
            position += bytes.length;
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
