package vn.lienthong.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The result as one page of Markdown, as {@code src/docs/performance.md} quotes it. */
final class Report {

    private static final List<String> HEAD =
            List.of("work", "measured", "spread of the rounds", "target", "limit: the database alone");

    private final List<Line> lines = new ArrayList<>();

    void add(Line line) {
        lines.add(line);
    }

    long missed() {
        return lines.stream().filter(line -> line.target().contains("missed")).count();
    }

    String markdown(String machine, String data, String storage) {
        return machine + data + "\n\n" + table() + "\n" + storage;
    }

    private String table() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(HEAD);
        lines.forEach(
                line -> rows.add(List.of(line.work(), line.figure(), line.spread(), line.target(), line.limit())));
        int[] widths = IntStream.range(0, HEAD.size())
                .map(column -> rows.stream()
                        .mapToInt(row -> row.get(column).length())
                        .max()
                        .orElse(0))
                .toArray();
        List<String> text =
                new ArrayList<>(rows.stream().map(row -> padded(row, widths)).toList());
        text.add(1, IntStream.of(widths).mapToObj("-"::repeat).collect(Collectors.joining(" | ", "| ", " |")));
        return String.join("\n", text) + "\n";
    }

    private static String padded(List<String> cells, int[] widths) {
        return IntStream.range(0, widths.length)
                .mapToObj(column -> cells.get(column)
                        + " ".repeat(widths[column] - cells.get(column).length()))
                .collect(Collectors.joining(" | ", "| ", " |"));
    }
}
