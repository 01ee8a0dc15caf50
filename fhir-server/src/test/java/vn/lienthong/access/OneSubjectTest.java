package vn.lienthong.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import vn.lienthong.identity.Person;
import vn.lienthong.record.Home;
import vn.lienthong.record.RecordRow;
import vn.lienthong.shared.ResourceKey;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class OneSubjectTest {

    private static final String BASE = "http://example.org/fhir";

    private final OneSubject subject = new OneSubject(
            "a",
            List.of(new Person(
                    1,
                    1,
                    List.of(
                            new Person.Registration(10, "a", "22021", Optional.empty()),
                            new Person.Registration(20, "b", "22001", Optional.empty())))),
            BASE);

    @Test
    void what_is_of_the_named_registration_stays_as_it_is_stored() {
        assertThat(rewritten(new Home.OfPatient(10), "{\"subject\":{\"reference\":\"Patient/a\"}}"))
                .isEmpty();
        assertThat(rewritten(new Home.Shared(true), "{\"subject\":{\"reference\":\"Patient/b\"}}"))
                .isEmpty();
    }

    @Test
    void references_to_another_registration_become_references_to_the_named_one() {
        assertThat(rewritten(new Home.OfPatient(20), """
                {"subject":{"reference":"Patient/b"},"performer":[{"reference":"%s/Patient/b"}]}""".formatted(BASE))).contains("""
                {"subject":{"reference":"Patient/a"},"performer":[{"reference":"%s/Patient/a"}]}""".formatted(BASE));
    }

    @Test
    void other_patients_and_texts_that_look_like_references_stay() {
        var json = """
                {"a":{"reference":"Patient/bb"},"b":{"reference":"Patient/c"},"note":"\\"reference\\":\\"Patient/b\\""}""";
        assertThat(rewritten(new Home.OfPatient(20), json)).contains(json);
    }

    private Optional<String> rewritten(Home home, String json) {
        var row = new RecordRow(
                home,
                new ResourceKey("Observation", "o"),
                1,
                "22001",
                Instant.EPOCH,
                null,
                null,
                Set.of(),
                false,
                null,
                null);
        return subject.rewritten(row, () -> json.getBytes(StandardCharsets.UTF_8));
    }
}
