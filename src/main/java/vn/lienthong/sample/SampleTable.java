package vn.lienthong.sample;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** A table of facts among the resources: a head line, then lines of fields between semicolons, never quoted. */
final class SampleTable {
    private SampleTable() {}

    static List<List<String>> rows(String name) {
        try (InputStream in = Objects.requireNonNull(SampleTable.class.getResourceAsStream("/sample/" + name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .map(line -> List.of(line.split(";", -1)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
