package vn.lienthong.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FoldedTextTest {

    @ParameterizedTest(name = "{0} becomes {1}")
    @CsvSource({
        "Nguyễn Đức, nguyen duc",
        "ĐẶNG THỊ HUỆ, dang thi hue",
        "hòa, hoa",
        "hoà, hoa",
        "O'Brien, o brien",
        "12/5 Trần Phú, 12 5 tran phu",
        "Müller, muller",
        "a   b, a b",
        "5 °C, 5 °c"
    })
    void foldsTonesCaseAndPunctuation(String text, String folded) {
        assertThat(FoldedText.fold(text)).isEqualTo(folded);
    }

    @Test
    void isTheSameForEveryUnicodeComposition() {
        for (String name : List.of("Nguyễn", "Đức", "Hoà", "Quỳnh Như", "ỷ")) {
            assertThat(FoldedText.fold(Normalizer.normalize(name, Normalizer.Form.NFD)))
                    .isEqualTo(FoldedText.fold(Normalizer.normalize(name, Normalizer.Form.NFC)));
        }
    }

    @Test
    void keepsWhatAStringBeginsWith() {
        String text = "12/5 -- Trần Phú, (Hạ Long)";
        for (int end = 0; end <= text.length(); end++) {
            assertThat(FoldedText.fold(text)).startsWith(FoldedText.fold(text.substring(0, end)));
        }
    }

    @Test
    void isItsOwnFold() {
        String folded = FoldedText.fold("Đỗ  Thị -- Ngọc");
        assertThat(FoldedText.fold(folded)).isEqualTo(folded);
    }
}
