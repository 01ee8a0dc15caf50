package vn.lienthong.record.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Set;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.lienthong.search.AddedParameters;
import vn.lienthong.search.fhir.HapiSearchParameters;
import vn.lienthong.search.fhir.SearchValueExtractor;

@DisplayName("The clinical time of a resource")
class ClinicalTimeTest {

    private static final FhirContext R4 = FhirContext.forR4();
    private static final ZoneId PROVINCE = ZoneId.of("Asia/Ho_Chi_Minh");
    private static final vn.lienthong.search.SearchParameters PARAMETERS = HapiSearchParameters.load(R4);
    private static final SearchValueExtractor EXTRACTOR =
            new SearchValueExtractor(R4, PARAMETERS, PROVINCE, Set.of(), AddedParameters.NONE);
    private static final ClinicalTime TIME = new ClinicalTime(PARAMETERS);

    @ParameterizedTest(name = "{0} with {1}")
    @DisplayName("is when it happened to the patient")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {
                "Observation; 'effectiveDateTime':'2026-03-01T10:00:00+07:00','issued':'2026-03-05T10:00:00Z'"
                        + "; 2026-03-01T03:00:00Z; 2026-03-01T03:00:00.999Z",
                "Observation; 'effectivePeriod':{'start':'2026-03-01T00:00:00Z'}; 2026-03-01T00:00:00Z; ",
                "Condition; 'onsetDateTime':'2026-03-01','recordedDate':'2026-04-01'"
                        + "; 2026-02-28T17:00:00Z; 2026-03-01T16:59:59.999Z",
                "Condition; 'recordedDate':'2026-04-01T00:00:00Z'; 2026-04-01T00:00:00Z; 2026-04-01T00:00:00.999Z",
                "Encounter; 'period':{'start':'2026-03-01T00:00:00Z','end':'2026-03-04T00:00:00Z'}"
                        + "; 2026-03-01T00:00:00Z; 2026-03-04T00:00:00.999Z",
                "Encounter; 'period':{'end':'2026-03-04T00:00:00Z'}; ; 2026-03-04T00:00:00.999Z",
                "MedicationRequest; 'authoredOn':'2026-03-01T00:00:00Z'"
                        + "; 2026-03-01T00:00:00Z; 2026-03-01T00:00:00.999Z",
                "Immunization; 'occurrenceDateTime':'2026'; 2025-12-31T17:00:00Z; 2026-12-31T16:59:59.999Z",
                "Task; 'authoredOn':'2026-03-01T00:00:00Z','lastModified':'2026-05-01T00:00:00Z'"
                        + "; 2026-03-01T00:00:00Z; 2026-03-01T00:00:00.999Z",
                "Observation; 'status':'final'; ; ",
                "Basic; 'id':'x'; ; "
            })
    void happened(String type, String members, @Nullable Instant start, @Nullable Instant end) {
        assertThat(of(type, members)).isEqualTo(new ClinicalTime.Period(start, end));
    }

    @Test
    @DisplayName("is not before the first nor after the last day that a date can say")
    void bounded() {
        assertThat(of("Observation", "'effectiveDateTime':'0001'").start())
                .isEqualTo(Instant.parse("0001-01-01T00:00:00Z"));
        assertThat(of("Observation", "'effectiveDateTime':'9999-12-31T23:59:59-12:00'")
                        .end())
                .isEqualTo(Instant.parse("9999-12-31T23:59:59Z"));
    }

    private static ClinicalTime.Period of(String type, String members) {
        var json = "{'resourceType':'%s',%s}".formatted(type, members).replace('\'', '"');
        var resource = (Resource) R4.newJsonParser().parseResource(json);
        return TIME.of(type, EXTRACTOR.extract(resource));
    }
}
