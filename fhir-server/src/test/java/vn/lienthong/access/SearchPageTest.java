package vn.lienthong.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.lienthong.record.Home;
import vn.lienthong.record.RecordRow;
import vn.lienthong.search.Sorter.Place;
import vn.lienthong.search.Sorter.Placed;
import vn.lienthong.shared.ResourceKey;

@DisplayName("A page of a search")
class SearchPageTest {

    @ParameterizedTest(name = "{0} matches in pages of {1}")
    @CsvSource({"1, 1", "3, 1", "4, 2", "5, 2", "5, 3", "5, 5", "5, 9"})
    @DisplayName("leads through all matches forwards and backwards")
    void walks(int matches, int count) {
        var sorted = sorted(matches);
        var forwards = new ArrayList<RecordRow>();
        PagePlace at = PagePlace.FIRST;
        SearchPage page = SearchPage.cut(sorted, at, count);
        forwards.addAll(page.rows());
        while (page.after()) {
            page = SearchPage.cut(
                    sorted, again(new PagePlace.After(page.matches().getLast().place())), count);
            forwards.addAll(page.rows());
        }
        assertThat(forwards).isEqualTo(rows(sorted));
        assertThat(page).as("the last page").isEqualTo(SearchPage.cut(sorted, again(PagePlace.LAST), count));

        var backwards = new ArrayList<>(page.rows());
        while (page.before()) {
            page = SearchPage.cut(
                    sorted, again(new PagePlace.Before(page.matches().getFirst().place())), count);
            backwards.addAll(0, page.rows());
        }
        assertThat(backwards).isEqualTo(rows(sorted));
        assertThat(page).as("the first page").isEqualTo(SearchPage.cut(sorted, again(PagePlace.FIRST), count));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4})
    @DisplayName("goes on where it stood when the row at its edge is gone")
    void gone(int missing) {
        var sorted = sorted(5);
        var edge = sorted.get(missing).place();
        var others = new ArrayList<>(sorted);
        others.remove(missing);

        assertThat(SearchPage.cut(others, new PagePlace.After(edge), 9).rows())
                .isEqualTo(rows(sorted.subList(missing + 1, 5)));
        assertThat(SearchPage.cut(others, new PagePlace.Before(edge), 9).rows())
                .isEqualTo(rows(sorted.subList(0, missing)));
    }

    @Test
    @DisplayName("of nothing has no other page")
    void nothing() {
        var empty = new SearchPage(List.of(), false, false);

        assertThat(SearchPage.cut(sorted(3), PagePlace.FIRST, 0)).isEqualTo(empty);
        assertThat(SearchPage.cut(List.of(), PagePlace.LAST, 2)).isEqualTo(empty);
    }

    /** As a link carries it. */
    private static PagePlace again(PagePlace place) {
        assertThat(PagePlace.fromText(place.toText())).isEqualTo(place);
        return PagePlace.fromText(place.toText());
    }

    private static List<Placed<RecordRow>> sorted(int matches) {
        return IntStream.range(0, matches)
                .mapToObj(i -> new Placed<>(row("id" + i), Place.fromText("AAA" + (char) ('A' + i))))
                .toList();
    }

    private static List<RecordRow> rows(List<Placed<RecordRow>> placed) {
        return placed.stream().map(Placed::row).toList();
    }

    private static RecordRow row(String id) {
        return new RecordRow(
                new Home.OfPatient(1),
                new ResourceKey("Observation", id),
                1,
                "22021",
                Instant.EPOCH,
                null,
                null,
                Set.of(),
                false,
                null,
                null);
    }
}
