package vn.lienthong.sample.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.parser.StrictErrorHandler;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Narrative.NarrativeStatus;
import org.junit.jupiter.api.Test;
import vn.lienthong.sample.DemoPeople;
import vn.lienthong.sample.DirectoryBundle;
import vn.lienthong.sample.Push;
import vn.lienthong.sample.ResourcesPerPerson;
import vn.lienthong.sample.SampleDirectory;
import vn.lienthong.sample.SampleWorld;

/** Every Bundle is valid FHIR R4 for a parser that forgives no unknown element, code or date. */
class SampleWorldFhirTest {
    private final IParser parser =
            FhirContext.forR4Cached().newJsonParser().setParserErrorHandler(new StrictErrorHandler());

    @Test
    void the_directory_parses() {
        for (DirectoryBundle part : SampleDirectory.bundles()) {
            assertThat(parse(part.transactionBundle()).getEntry()).hasSize(part.resources());
        }
    }

    @Test
    void the_people_of_the_demo_parse() {
        var demo = new DemoPeople(new SampleWorld());
        Stream.concat(demo.pushes().stream(), demo.consents().stream()).forEach(this::check);
    }

    @Test
    void generated_people_parse() {
        new SampleWorld().pushes(30, ResourcesPerPerson.SMALL).forEach(this::check);
        new SampleWorld().pushes(2, ResourcesPerPerson.THOUSAND).forEach(this::check);
    }

    @Test
    void the_parser_would_have_noticed_a_wrong_element_or_code() {
        assertThatThrownBy(() -> parser.parseResource("{\"resourceType\":\"Patient\",\"sex\":\"female\"}"))
                .isInstanceOf(DataFormatException.class);
        assertThatThrownBy(() -> parser.parseResource("{\"resourceType\":\"Patient\",\"gender\":\"F\"}"))
                .isInstanceOf(DataFormatException.class);
    }

    private void check(Push push) {
        Bundle bundle = parse(push.transactionBundle());
        assertThat(bundle.getEntry()).hasSize(push.resources());
        for (BundleEntryComponent entry : bundle.getEntry()) {
            DomainResource resource = (DomainResource) entry.getResource();
            assertThat(resource.getText().getStatus()).isEqualTo(NarrativeStatus.GENERATED);
            assertThat(resource.getText().getDiv().allText()).isNotBlank();
        }
    }

    private Bundle parse(byte[] json) {
        return parser.parseResource(Bundle.class, new String(json, StandardCharsets.UTF_8));
    }
}
