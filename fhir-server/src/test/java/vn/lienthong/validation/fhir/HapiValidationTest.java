package vn.lienthong.validation.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.parser.StrictErrorHandler;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;
import vn.lienthong.validation.Finding;
import vn.lienthong.validation.ValidationProperties;

@DisplayName("The validator")
class HapiValidationTest {

    private static final String GLUCOSE = "http://example.org/StructureDefinition/glucose";
    private static final String URGENT = "http://example.org/StructureDefinition/urgent-glucose";

    private static final String OBSERVATION = """
            {"resourceType":"Observation","status":"final","code":{"coding":[{"system":"http://loinc.org","code":"2345-7"}]},
             "category":[{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/observation-category","code":"laboratory"}]}],
             "valueQuantity":{"value":5,"unit":"mmol/L","system":"http://unitsofmeasure.org","code":"mmol/L"}}""";

    @TempDir
    static Path folder;

    private static final FhirContext CONTEXT = FhirContext.forR4();

    private static HapiValidation validation;

    @BeforeAll
    static void packages() throws IOException {
        CONTEXT.setParserErrorHandler(new StrictErrorHandler());
        pack(
                "good.tgz",
                "\"fhirVersions\":[\"4.0.1\"]",
                Map.of(
                        // In the order of names the derived profile comes before the one that it is derived from.
                        "a.json", profile(URGENT, GLUCOSE, "Observation.interpretation", 1),
                        "b.json",
                                profile(
                                        GLUCOSE,
                                        "http://hl7.org/fhir/StructureDefinition/Observation",
                                        "Observation.subject",
                                        1),
                        "c.json",
                                profile(
                                        "http://example.org/orphan",
                                        "http://example.org/nobody",
                                        "Observation.subject",
                                        1),
                        "d.json", "{\"resourceType\":\"Patient\",\"an example\":true}"));
        pack("other.tgz", "\"fhirVersions\":[\"5.0.0\"]", Map.of());
        pack(
                "wrong.tgz",
                "\"fhirVersions\":[\"4.0.1\"]",
                Map.of("a.json", "{\"resourceType\":\"StructureDefinition\""));
        Files.writeString(folder.resolve("broken.tgz"), "no archive");
        validation = new HapiValidation(
                CONTEXT, new ValidationProperties(folder, 2, Duration.ofSeconds(60), DataSize.ofMegabytes(1)));
    }

    @Test
    @DisplayName("finds nothing worse than advice in a good resource")
    void good() {
        assertThat(validation.findings(OBSERVATION, List.of())).noneMatch(Finding::isError);
    }

    @Test
    @DisplayName("finds what HAPI finds with its own store of whole definitions")
    void agrees() {
        var stock = new FhirInstanceValidator(new ValidationSupportChain(
                new DefaultProfileValidationSupport(CONTEXT),
                new InMemoryTerminologyServerValidationSupport(CONTEXT),
                new CommonCodeSystemsTerminologyService(CONTEXT)));
        stock.setAnyExtensionsAllowed(true);
        var whole = CONTEXT.newValidator().registerValidatorModule(stock);
        for (var resource : resources()) {
            var theirs = whole.validateWithResult(resource).getMessages();
            assertThat(validation.findings(resource, List.of()).stream().map(Finding::diagnostics))
                    .as(resource)
                    .containsAll(
                            theirs.stream().map(message -> message.getMessage()).toList())
                    .hasSizeLessThanOrEqualTo(theirs.size());
        }
    }

    private static List<String> resources() {
        return List.of(
                OBSERVATION.replace("final", "finall"),
                OBSERVATION.replace("laboratory", "kitchen").replace("\"unit\":\"mmol/L\"", "\"unit\":\"\""),
                "{\"resourceType\":\"Patient\",\"contact\":[{\"gender\":\"male\"}],\"maritalStatus\":{\"coding\":"
                        + "[{\"system\":\"http://terminology.hl7.org/CodeSystem/v3-MaritalStatus\",\"code\":\"?\"}]},"
                        + "\"extension\":[{\"url\":\"http://hl7.org/fhir/StructureDefinition/patient-birthPlace\",\"valueString\":\"x\"}]}");
    }

    @Test
    @DisplayName("names code and place")
    void places() {
        assertThat(validation.findings(OBSERVATION.replace("final", "finall"), List.of()))
                .anySatisfy(finding -> {
                    assertThat(finding.isError()).isTrue();
                    assertThat(finding.code()).isEqualTo("code-invalid");
                    assertThat(finding.expression()).isEqualTo("Observation.status");
                });
    }

    @Test
    @DisplayName("holds a resource against profiles of a package, and against those that they are derived from")
    void profiles() {
        assertThat(errors(OBSERVATION, URGENT))
                .anyMatch(text -> text.contains("Observation.subject"))
                .anyMatch(text -> text.contains("Observation.interpretation"));
        assertThat(errors(OBSERVATION, GLUCOSE)).noneMatch(text -> text.contains("Observation.interpretation"));
    }

    @Test
    @DisplayName("holds a resource against the profile that it claims")
    void claimed() {
        String claiming = OBSERVATION.replace("\"status\"", "\"meta\":{\"profile\":[\"" + GLUCOSE + "\"]},\"status\"");
        assertThat(validation.findings(claiming, List.of()))
                .anyMatch(finding -> finding.isError() && finding.diagnostics().contains("Observation.subject"));
    }

    @Test
    @DisplayName("says that a profile is unknown, and which packages could not be read")
    void unknown() {
        assertThat(errors(OBSERVATION, "http://example.org/orphan"))
                .first()
                .asString()
                .contains("not known here", "broken.tgz", "other.tgz", "wrong.tgz")
                .doesNotContain("good.tgz");
    }

    private static List<String> errors(String resource, String profile) {
        return validation.findings(resource, List.of(profile)).stream()
                .filter(Finding::isError)
                .map(Finding::diagnostics)
                .toList();
    }

    private static String profile(String url, String base, String element, int min) {
        return """
                {"resourceType":"StructureDefinition","url":"%s","version":"1.0","name":"Glucose","status":"active",
                 "fhirVersion":"4.0.1","kind":"resource","abstract":false,"type":"Observation","baseDefinition":"%s",
                 "derivation":"constraint","differential":{"element":[{"id":"Observation","path":"Observation"},
                   {"id":"%s","path":"%s","min":%d}]}}""".formatted(url, base, element, element, min);
    }

    private static void pack(String name, String description, Map<String, String> files) throws IOException {
        try (OutputStream out = Files.newOutputStream(folder.resolve(name));
                var tar = new TarArchiveOutputStream(new GZIPOutputStream(out))) {
            add(tar, "package/package.json", "{\"name\":\"example\"," + description + "}");
            for (var file :
                    files.entrySet().stream().sorted(Map.Entry.comparingByKey()).toList()) {
                add(tar, "package/" + file.getKey(), file.getValue());
            }
        }
    }

    private static void add(TarArchiveOutputStream tar, String name, String text) throws IOException {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        var entry = new TarArchiveEntry(name);
        entry.setSize(bytes.length);
        tar.putArchiveEntry(entry);
        tar.write(bytes);
        tar.closeArchiveEntry();
    }
}
