package vn.lienthong.record.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.lienthong.record.Packing;
import vn.lienthong.record.Packing.Dictionary;
import vn.lienthong.record.Packing.Purpose;

/**
 * The dictionaries that this release writes with come with it as resources; the database keeps every one that was ever
 * used, so that rows stay readable when a later release brings others.
 */
@Configuration(proxyBeanMethods = false)
class Dictionaries {

    private static final String KEEP = """
            INSERT INTO dictionary (id, purpose, content) VALUES (:id, :purpose, :content) ON CONFLICT (id) DO NOTHING""";

    private static final String LOAD = "SELECT id, purpose, content FROM dictionary WHERE id = :id";

    /** Ids are given once and never again: a changed file gets the next id and the former one stays in databases. */
    private static final List<Shipped> SHIPPED = List.of(
            new Shipped((short) 1, Purpose.BODY, "/dictionary/body-1.zdict"),
            new Shipped((short) 2, Purpose.SEARCH, "/dictionary/search-2.zdict"));

    private record Shipped(short id, Purpose purpose, String resource) {}

    @Bean
    Packing packing(JdbcClient jdbc) {
        var current = SHIPPED.stream().map(Dictionaries::read).toList();
        for (var dictionary : current) {
            jdbc.sql(KEEP)
                    .param("id", dictionary.id())
                    .param("purpose", dictionary.purpose().name().toLowerCase(Locale.ROOT))
                    .param("content", dictionary.content())
                    .update();
            if (!java.util.Arrays.equals(load(jdbc, dictionary.id()).content(), dictionary.content())) {
                throw new IllegalStateException(
                        "Dictionary %d in the database differs from the one of this release: rows"
                                        .formatted(dictionary.id())
                                + " written now could not be read back. Give the new one a new id.");
            }
        }
        return new Packing(current, id -> load(jdbc, id));
    }

    private static Dictionary load(JdbcClient jdbc, short id) {
        return jdbc.sql(LOAD)
                .param("id", id)
                .query((row, _) -> new Dictionary(
                        row.getShort(1), Purpose.valueOf(row.getString(2).toUpperCase(Locale.ROOT)), row.getBytes(3)))
                .optional()
                .orElseThrow(() -> new IllegalStateException("Dictionary %d is not in the database".formatted(id)));
    }

    private static Dictionary read(Shipped shipped) {
        try (var in = Dictionaries.class.getResourceAsStream(shipped.resource())) {
            if (in == null) {
                throw new IllegalStateException("Missing " + shipped.resource());
            }
            return new Dictionary(shipped.id(), shipped.purpose(), in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
