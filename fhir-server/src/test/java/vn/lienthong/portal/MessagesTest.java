package vn.lienthong.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** Every word of a page is there in both languages. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class MessagesTest {

    private static final Pattern NAMED = Pattern.compile("#\\{([a-z][a-z.-]*[a-z])[}(]");

    private static Properties messages(String suffix) {
        var properties = new Properties();
        var file = "/portal/messages%s.properties".formatted(suffix);
        try (var in = Objects.requireNonNull(MessagesTest.class.getResourceAsStream(file))) {
            properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties;
    }

    @Test
    void both_languages_have_the_same_words_with_the_same_gaps() {
        var vietnamese = messages("");
        var english = messages("_en");
        assertThat(new TreeSet<>(english.keySet())).isEqualTo(new TreeSet<>(vietnamese.keySet()));
        vietnamese.forEach((key, text) -> {
            if (!key.equals("language")) {
                assertThat(gaps(english.getProperty(key.toString())))
                        .as(key.toString())
                        .isEqualTo(gaps(text.toString()));
            }
        });
    }

    private static TreeSet<String> gaps(String text) {
        return Pattern.compile("\\{\\d}")
                .matcher(text)
                .results()
                .map(match -> match.group())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void what_a_page_names_is_there() throws IOException {
        var known = messages("").stringPropertyNames();
        try (var pages = Files.list(Path.of("src/main/resources/templates/portal"))) {
            for (var page : pages.toList()) {
                var named = NAMED.matcher(Files.readString(page)).results().map(match -> match.group(1));
                assertThat(named).as(page.getFileName().toString()).allMatch(known::contains);
            }
        }
    }
}
