package vn.lienthong.summary;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class SummaryLanguageTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "en | ENGLISH",
                "EN-us | ENGLISH",
                "vi, en | VIETNAMESE",
                "vi;q=0.2, en;q=0.9 | ENGLISH",
                "en;q=0, vi | VIETNAMESE",
                "fr, en;q=0.5 | ENGLISH",
                "fr | VIETNAMESE",
                "* | VIETNAMESE",
                "english | VIETNAMESE",
                "q=;;, | VIETNAMESE"
            })
    void the_most_preferred_of_those_that_can_be_told_is_chosen(String accepted, SummaryLanguage language) {
        assertThat(SummaryLanguage.preferred(accepted)).isEqualTo(language);
    }

    @Test
    void who_says_nothing_is_told_in_vietnamese() {
        assertThat(SummaryLanguage.preferred(null)).isEqualTo(SummaryLanguage.VIETNAMESE);
        assertThat(SummaryLanguage.preferred("")).isEqualTo(SummaryLanguage.VIETNAMESE);
    }
}
