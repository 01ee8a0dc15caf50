package vn.lienthong.spec;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import vn.lienthong.demo.Checkout;

/**
 * A request that a page of the documentation prints, as whoever tries it would send it.
 *
 * @param account as whom, where the page says so; empty for whom the page is written for
 * @param status that the page prints; empty for any success
 */
record DocumentedExample(
        String page,
        String method,
        String path,
        Map<String, String> headers,
        String body,
        String account,
        OptionalInt status) {

    private static final Pattern REQUEST = Pattern.compile(
            "(?<method>GET|POST|PUT|PATCH|DELETE) /fhir(?<path>\\S*(?: [^\\s(]\\S*)*)(?:\\s+\\(as (?<account>.*)\\))?");
    private static final Pattern HEADER = Pattern.compile("(?<name>[A-Z][A-Za-z-]+): (?<value>.+)");
    private static final Pattern STATUS = Pattern.compile("(?:HTTP/1\\.1 )?(?<status>[1-5]\\d\\d)(?: .*)?");

    /** Leaves out what stands for something else: the part that `…` is printed for. */
    boolean isWhole() {
        return !(path + body + headers).contains("…");
    }

    @Override
    public String toString() {
        return page + ": " + method + " " + path;
    }

    static List<DocumentedExample> all() {
        return blocks("```")
                .flatMap(block -> of(block).stream())
                .filter(DocumentedExample::isWhole)
                .toList();
    }

    /** Blocks of the shell, each with its page. */
    static List<Block> scripts() {
        return blocks("```sh").filter(block -> block.text().contains("curl")).toList();
    }

    record Block(String page, String text) {

        @Override
        public String toString() {
            return page + ": " + text.lines().findFirst().orElse("");
        }
    }

    private static Stream<Block> blocks(String fence) {
        try (var pages = Files.list(Checkout.here().root().resolve("src/docs/api"))) {
            return pages.sorted().toList().stream().flatMap(page -> blocks(page, fence));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Block> blocks(Path page, String fence) {
        var blocks = new ArrayList<Block>();
        var name = page.getFileName().toString().replace(".md", "");
        StringBuilder block = null;
        boolean wanted = false;
        for (var line : lines(page)) {
            if (!line.startsWith("```")) {
                if (block != null) {
                    block.append(line).append('\n');
                }
            } else if (block == null) {
                block = new StringBuilder();
                wanted = line.equals(fence);
            } else {
                if (wanted) {
                    blocks.add(new Block(name, block.toString()));
                }
                block = null;
            }
        }
        return blocks.stream();
    }

    private static List<String> lines(Path page) {
        try {
            return Files.readAllLines(page);
        } catch (IOException e) {
            throw new UncheckedIOException(page.toString(), e);
        }
    }

    /** A request line, its headers, its body up to an empty line, and the first status after it. */
    private static List<DocumentedExample> of(Block block) {
        var examples = new ArrayList<DocumentedExample>();
        var lines = block.text().lines().toList();
        for (int at = 0; at < lines.size(); at++) {
            var request = REQUEST.matcher(lines.get(at));
            if (request.matches()) {
                var headers = new LinkedHashMap<String, String>();
                int next = at + 1;
                for (; next < lines.size(); next++) {
                    var header = HEADER.matcher(lines.get(next));
                    if (!header.matches()) {
                        break;
                    }
                    headers.put(header.group("name"), header.group("value"));
                }
                // Some pages leave an empty line between headers and body, and most an empty line before the answer.
                if (next < lines.size() && lines.get(next).isEmpty() && hasBody(request.group("method"), headers)) {
                    next++;
                }
                var body = new StringBuilder();
                for (; next < lines.size() && !lines.get(next).isEmpty() && !isNext(lines.get(next)); next++) {
                    body.append(lines.get(next)).append('\n');
                }
                var account = request.group("account");
                examples.add(new DocumentedExample(
                        block.page(),
                        request.group("method"),
                        request.group("path"),
                        headers,
                        body.toString(),
                        account == null ? "" : account,
                        status(lines.subList(next, lines.size()))));
            }
        }
        return examples;
    }

    private static boolean hasBody(String method, Map<String, String> headers) {
        return !method.equals("GET") && headers.containsKey("Content-Type");
    }

    private static boolean isNext(String line) {
        return REQUEST.matcher(line).matches();
    }

    private static OptionalInt status(List<String> rest) {
        for (var line : rest) {
            var status = STATUS.matcher(line);
            if (isNext(line)) {
                return OptionalInt.empty();
            }
            if (status.matches()) {
                return OptionalInt.of(Integer.parseInt(status.group("status")));
            }
        }
        return OptionalInt.empty();
    }
}
