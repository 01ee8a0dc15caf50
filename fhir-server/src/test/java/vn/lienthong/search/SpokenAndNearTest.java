package vn.lienthong.search;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.search.SearchWorld.thing;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What no standard measures: how names sound, and how far places are. */
class SpokenAndNearTest {

    @ParameterizedTest(name = "{0} sounds as {1}: {2}")
    @CsvSource({
        "Giang, Dang, true",
        "Giang, Rạng, true",
        "Trí, Chí, true",
        "Sơn, Xơn, true",
        "Nghĩa, Ngĩa, true",
        "Quang, Kvang, true",
        "Philip, Filip, true",
        "Lý, Li, true",
        "Anna, Ana, true",
        "Lan, Nan, false",
        "Hoa, Hà, false",
        "Minh, Ninh, false"
    })
    void soundsAlike(String one, String other, boolean alike) {
        assertThat(SpokenText.of(FoldedText.fold(one)).equals(SpokenText.of(FoldedText.fold(other))))
                .isEqualTo(alike);
    }

    /** From the jetty of Cái Rồng to that of Quan Lạn are some 25 km. */
    @ParameterizedTest(name = "near={0}: {1}")
    @CsvSource({
        "21.0612|107.4186|30|km, true",
        "21.0612|107.4186|30, true",
        "21.0612|107.4186|20|km, false",
        "21.0612|107.4186, true",
        "21.0612|107.4186|0, false",
        "20.8700|107.5000|0, true",
        "-20.87|107.5|5000, true",
        "20.87|-107.5|1000, false"
    })
    void findsPlacesWithinADistance(String asked, boolean found) {
        var quanLan = thing("near", new SearchValue.Position(20.87, 107.5));
        assertThat(quanLan.isFoundBy("near", asked)).isEqualTo(found);
    }
}
