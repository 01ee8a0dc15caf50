package vn.lienthong.referral;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class TransitionPageTest {

    private static final Path PAGE = Path.of("../src/docs/api/referral.md");

    @Test
    void the_page_shows_the_table_as_it_is() throws IOException {
        var page = Files.readString(PAGE);
        var made = page.substring(0, page.indexOf(TransitionPage.BEGIN))
                + TransitionPage.generated()
                + page.substring(page.indexOf(TransitionPage.END) + TransitionPage.END.length());
        if (Boolean.getBoolean("lienthong.docs.write")) {
            Files.writeString(PAGE, made);
            return;
        }
        assertThat(page)
                .as("The table of transitions has changed. Write the page anew: ./mvnw -pl fhir-server -am test"
                        + " -Dtest=TransitionPageTest -Dsurefire.failIfNoSpecifiedTests=false"
                        + " -Dlienthong.docs.write=true")
                .isEqualTo(made);
    }
}
