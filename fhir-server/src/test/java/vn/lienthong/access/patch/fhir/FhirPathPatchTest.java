package vn.lienthong.access.patch.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ca.uhn.fhir.context.FhirContext;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.lienthong.access.patch.FhirPathPatch;
import vn.lienthong.access.patch.PatchLimits;
import vn.lienthong.access.patch.ResourceElements;
import vn.lienthong.record.ResourceJson;
import vn.lienthong.shared.ExchangeException;
import vn.lienthong.shared.Issue;

/** @see <a href="https://hl7.org/fhir/R4/fhirpatch.html">FHIRPath Patch</a> */
@DisplayName("A FHIRPath Patch")
class FhirPathPatchTest {

    private static final ResourceElements ELEMENTS = new HapiResourceElements(FhirContext.forR4());
    private static final PatchLimits LIMITS = new PatchLimits(10, 100_000);

    /** Patient's elements before; type, path and further parts of the operation; Patient's elements after. */
    @ParameterizedTest(name = "{1} {2} {3}")
    @DisplayName("changes what it names, and nothing else")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            nullValues = "-",
            value = {
                "'birthDate':'1920-01-01'; replace; Patient.birthDate; 'valueDate':'1930-01-01'; 'birthDate':'1930-01-01'",
                "'birthDate':'1920-01-01'; delete; Patient.birthDate; -; ''",
                "''; delete; Patient.birthDate; -; ''",
                "''; add; Patient|birthDate; 'valueDate':'1930-01-01'; 'birthDate':'1930-01-01'",
                "'contact':[{'gender':'male'}]; replace; Patient.contact[0].gender; 'valueCode':'female'; 'contact':[{'gender':'female'}]",
                "'contact':[{'name':{'text':'a'},'gender':'male'}]; delete; Patient.contact[0].name.text; -; 'contact':[{'gender':'male'}]",
                "'contact':[{'name':{'text':'a'}}]; delete; Patient.contact[0].name.text; -; ''",
                "'contact':[{'name':{'text':'a'}}]; add; Patient.contact[0]|gender; 'valueCode':'male'; 'contact':[{'name':{'text':'a'},'gender':'male'}]",
                "''; add; Patient|maritalStatus; 'valueCodeableConcept':{'text':'married'}; 'maritalStatus':{'text':'married'}",
                "'maritalStatus':{'text':'x','id':'1'}; replace; Patient.maritalStatus; 'valueCodeableConcept':{'id':'2','text':'y'}; 'maritalStatus':{'id':'2','text':'y'}",
                "''; add; Patient|contact; 'part':[{'name':'name','valueHumanName':{'text':'a'}},{'name':'telecom','valueContactPoint':{'value':'1'}}]; 'contact':[{'name':{'text':'a'},'telecom':[{'value':'1'}]}]",
                "'identifier':[{'value':'1'},{'value':'2'}]; insert; Patient.identifier@2; 'valueIdentifier':{'value':'3'}; 'identifier':[{'value':'1'},{'value':'2'},{'value':'3'}]",
                "'identifier':[{'value':'1'},{'value':'2'}]; insert; Patient.identifier@0; 'valueIdentifier':{'value':'3'}; 'identifier':[{'value':'3'},{'value':'1'},{'value':'2'}]",
                "''; insert; Patient.identifier@0; 'valueIdentifier':{'value':'3'}; 'identifier':[{'value':'3'}]",
                "'identifier':[{'value':'1'}]; add; Patient|identifier; 'valueIdentifier':{'value':'3'}; 'identifier':[{'value':'1'},{'value':'3'}]",
                "'identifier':[{'value':'1'},{'value':'2'}]; delete; Patient.identifier[0]; -; 'identifier':[{'value':'2'}]",
                "'identifier':[{'system':'a','value':'1'},{'system':'b','value':'2'}]; replace; Patient.identifier.where(system = 'b').value; 'valueString':'3'; 'identifier':[{'system':'a','value':'1'},{'system':'b','value':'3'}]",
                "'identifier':[{'value':'1'},{'value':'2'},{'value':'3'}]; move; Patient.identifier@2>0; -; 'identifier':[{'value':'3'},{'value':'1'},{'value':'2'}]",
                "'identifier':[{'value':'1'},{'value':'2'},{'value':'3'}]; move; Patient.identifier@0>2; -; 'identifier':[{'value':'2'},{'value':'3'},{'value':'1'}]",
                "'name':[{'given':['a','b']}]; replace; Patient.name.given[1]; 'valueString':'c'; 'name':[{'given':['a','c']}]",
                "'name':[{'given':['a'],'_given':[{'id':'x'}]}]; insert; Patient.name[0].given@0; 'valueString':'c'; 'name':[{'given':['c','a'],'_given':[null,{'id':'x'}]}]",
                "'name':[{'given':['a'],'_given':[{'id':'x'}]}]; replace; Patient.name[0].given[0]; 'valueString':'c'; 'name':[{'given':['c']}]",
                "'name':[{'given':['a','b'],'_given':[null,{'id':'x'}]}]; delete; Patient.name[0].given[1]; -; 'name':[{'given':['a']}]",
                "'name':[{'given':['a','b']}]; insert; Patient.name[0].given@1; 'valueString':'c','_valueString':{'id':'y'}; 'name':[{'given':['a','c','b'],'_given':[null,{'id':'y'},null]}]",
                "'birthDate':'1920'; add; Patient.birthDate|extension; 'valueExtension':{'url':'u','valueBoolean':true}; 'birthDate':'1920','_birthDate':{'extension':[{'url':'u','valueBoolean':true}]}",
                "'birthDate':'1920','_birthDate':{'extension':[{'url':'u','valueBoolean':true}]}; replace; Patient.birthDate.extension.where(url = 'u').value; 'valueInteger':5; 'birthDate':'1920','_birthDate':{'extension':[{'url':'u','valueInteger':5}]}",
                "'birthDate':'1920','_birthDate':{'extension':[{'url':'u'}]}; delete; Patient.birthDate.extension('u'); -; 'birthDate':'1920'",
                "'deceasedBoolean':true; replace; Patient.deceased; 'valueDateTime':'2020'; 'deceasedDateTime':'2020'",
                "''; add; Patient|deceased; 'valueBoolean':false; 'deceasedBoolean':false",
                "'extension':[{'url':'u','valueDecimal':1.50}]; add; Patient|active; 'valueBoolean':true; 'extension':[{'url':'u','valueDecimal':1.50}],'active':true",
                "'meta':{'tag':[{'code':'a'}]}; delete; Patient.meta.tag.where(code = 'a'); -; ''",
                "'contained':[{'resourceType':'Practitioner','id':'p'}]; replace; Patient.contained[0]; 'resource':{'resourceType':'Organization','id':'p'}; 'contained':[{'resourceType':'Organization','id':'p'}]"
            })
    void changes(String before, String type, String path, String value, String after) {
        assertThat(patched(before, operation(type, path, value))).isEqualTo(patient(after));
    }

    @Test
    @DisplayName("of a measurement changes a quantity among others")
    void measurement() {
        var observation = "{'resourceType':'Observation','id':'1','status':'final','code':{'text':'x'},"
                + "'component':[{'code':{'text':'a'},'valueQuantity':{'value':1.0}},"
                + "{'code':{'text':'b'},'valueQuantity':{'value':2.0}},{'code':{'text':'b'},'valueString':'x'}]}";
        assertThat(apply(
                        observation,
                        operation(
                                "replace",
                                "Observation.component.where(code.text = 'b').value.ofType(Quantity).value",
                                "'valueDecimal':3.10")))
                .isEqualTo(observation.replace("2.0", "3.10").replace('\'', '"'));
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("that cannot be understood is malformed, and the operation is told")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            nullValues = "-",
            value = {
                "spam; Patient.birthDate; -",
                "replace; Patient.birthDate; -",
                "replace; Patient.; 'valueDate':'2020'",
                "replace; Patient.name.where(; 'valueDate':'2020'",
                "replace; %resource.birthDate; 'valueDate':'2020'",
                "replace; Patient.descendants(); 'valueDate':'2020'",
                "replace; Patient.name.repeat(given); 'valueDate':'2020'",
                "replace; Patient.name.where(family.matches('a')); 'valueDate':'2020'",
                "replace; Patient.name.family & 'x'; 'valueDate':'2020'",
                "delete; Patient.birthDate; 'valueDate':'2020'",
                "add; Patient; 'valueDate':'2020'",
                "add; Patient|nonsense; 'valueDate':'2020'",
                "add; Patient|deceased; 'valueQuantity':{}",
                "add; Patient|contact; 'part':[{'name':'nonsense','valueString':'x'}]",
                "insert; Patient.name; 'valueHumanName':{}",
                "insert; Patient.photo@x; 'valueHumanName':{}",
                "insert; Patient.gender.x@0; 'valueHumanName':{}",
                "insert; Patient.maritalStatus@0; 'valueHumanName':{}",
                "move; Patient.name@0; -"
            })
    void malformed(String type, String path, String value) {
        var issue = refused(operation(type, path, value));
        assertThat(issue).isInstanceOf(Issue.Malformed.class);
        var detail = issue.details().getFirst();
        assertThat(detail.diagnostics()).startsWith("Operation 1: ");
        assertThat(detail.expression()).isEqualTo("Parameters.parameter[0]");
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("that does not fit the resource is unprocessable")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            nullValues = "-",
            value = {
                "replace; Patient.maritalStatus; 'valueCodeableConcept':{}",
                "replace; Observation.status; 'valueCode':'final'",
                "replace; Patient; 'valueString':'x'",
                "replace; Patient.name.given; 'valueString':'x'",
                "delete; Patient.name.given; -",
                "add; Patient.contact[0]|gender; 'valueCode':'male'",
                "add; Patient|gender; 'valueCode':'male'",
                "add; Patient|deceased; 'valueDateTime':'2020'",
                "insert; Patient.name.given@3; 'valueString':'x'",
                "insert; Patient.name.given.where($this = 'a')@0; 'valueString':'x'",
                "insert; Patient.gender@0; 'valueCode':'male'",
                "move; Patient.name.given@0>2; -"
            })
    void unfit(String type, String path, String value) {
        assertThat(refused(operation(type, path, value))).isInstanceOf(Issue.Unprocessable.class);
    }

    @Test
    @DisplayName("has so many operations, and not one more")
    void tooMany() {
        var one = operation("delete", "Patient.birthDate", null);
        assertThat(patched("'birthDate':'1920'", one + ("," + one).repeat(9))).isEqualTo(patient("''"));
        assertThat(refused(one + ("," + one).repeat(10))).isInstanceOf(Issue.TooLarge.class);
    }

    @Test
    @DisplayName("with a path that is longer than any is refused")
    void longPath() {
        assertThat(refused(operation("delete", "Patient" + ".name".repeat(200), null)))
                .isInstanceOf(Issue.Malformed.class);
    }

    private static Issue refused(String operations) {
        var refusal = catchThrowableOfType(
                ExchangeException.class,
                () -> patched("'gender':'male','deceasedBoolean':true,'name':[{'given':['a','b']}]", operations));
        return Objects.requireNonNull(refusal, "It was not refused").issue();
    }

    /** A path may end in {@code |name}, {@code @index} or {@code @source>destination}. */
    private static String operation(String type, String path, @org.jspecify.annotations.Nullable String value) {
        var parts = new StringBuilder("{'name':'type','valueCode':'%s'}".formatted(type));
        int end = path.contains("|") ? path.indexOf('|') : path.contains("@") ? path.indexOf('@') : path.length();
        var escaped = path.substring(0, end).replace("'", "\\u0027");
        parts.append(",{'name':'path','valueString':'%s'}".formatted(escaped));
        var rest = path.substring(end);
        if (rest.startsWith("|")) {
            parts.append(",{'name':'name','valueString':'%s'}".formatted(rest.substring(1)));
        } else if (rest.contains(">")) {
            var numbers = rest.substring(1).split(">", 2);
            parts.append(",{'name':'source','valueInteger':%s},{'name':'destination','valueInteger':%s}"
                    .formatted(numbers[0], numbers[1]));
        } else if (rest.startsWith("@")) {
            var index = rest.substring(1);
            parts.append(",{'name':'index',%s}"
                    .formatted(index.equals("x") ? "'valueString':'x'" : "'valueInteger':" + index));
        }
        if (value != null) {
            parts.append(",{'name':'value',%s}".formatted(value));
        }
        return "{'name':'operation','part':[%s]}".formatted(parts).replace('\'', '"');
    }

    private static String patient(String elements) {
        return "{'resourceType':'Patient','id':'1'%s}"
                .formatted(elements.equals("''") ? "" : "," + elements)
                .replace('\'', '"');
    }

    private static String patched(String before, String operations) {
        return apply(patient(before), operations);
    }

    private static String apply(String resource, String operations) {
        try {
            var parameters = "{\"resourceType\":\"Parameters\",\"parameter\":[%s]}".formatted(operations);
            var json = (ObjectNode) ResourceJson.MAPPER.readTree(resource.replace('\'', '"'));
            return FhirPathPatch.read(parameters.getBytes(StandardCharsets.UTF_8), null, LIMITS)
                    .applyTo(json, ELEMENTS)
                    .toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
