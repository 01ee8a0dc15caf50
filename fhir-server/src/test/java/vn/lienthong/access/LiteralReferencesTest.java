package vn.lienthong.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import vn.lienthong.record.ResourceJson;
import vn.lienthong.shared.ResourceKey;

@DisplayName("Literal references")
class LiteralReferencesTest {

    @Test
    @DisplayName("are found in any depth, in their order, each once, whatever version they name")
    void found() throws IOException {
        var tree = ResourceJson.MAPPER.readTree("""
                {"subject":{"reference":"Patient/1"},
                 "section":[{"entry":[{"reference":"http://here/fhir/Observation/2/_history/3"},{"reference":"Patient/1"}]}],
                 "data":[{"reference":{"reference":"Condition/4"}}],
                 "other":[{"reference":"#contained"},{"reference":"http://elsewhere/fhir/Observation/5"},
                          {"reference":"urn:uuid:6"},{"reference":"Observation?code=7"},{"display":"Observation/8"}]}""");
        assertThat(new LiteralReferences("http://here/fhir").addAll(tree).found())
                .containsExactly(
                        new ResourceKey("Patient", "1"),
                        new ResourceKey("Observation", "2"),
                        new ResourceKey("Condition", "4"));
    }
}
