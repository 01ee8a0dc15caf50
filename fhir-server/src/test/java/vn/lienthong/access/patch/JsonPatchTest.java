package vn.lienthong.access.patch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.lienthong.record.ResourceJson;
import vn.lienthong.shared.ExchangeException;
import vn.lienthong.shared.Issue;

@DisplayName("A JSON Patch")
class JsonPatchTest {

    private static final PatchLimits LIMITS = new PatchLimits(100, 10_000);

    @ParameterizedTest(name = "{1}")
    @DisplayName("changes what it names, and nothing else")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {
                "{'a':1}; {'op':'add','path':'/b','value':2}; {'a':1,'b':2}",
                "{'a':1}; {'op':'add','path':'/a','value':2}; {'a':2}",
                "{'a':[1,3]}; {'op':'add','path':'/a/1','value':2}; {'a':[1,2,3]}",
                "{'a':[1]}; {'op':'add','path':'/a/1','value':2}; {'a':[1,2]}",
                "{'a':[1]}; {'op':'add','path':'/a/-','value':[2]}; {'a':[1,[2]]}",
                "{'a':1}; {'op':'add','path':'','value':{'b':2}}; {'b':2}",
                "{'a':{'b':1}}; {'op':'add','path':'/a/c','value':null}; {'a':{'b':1,'c':null}}",
                "{'a':1,'b':2}; {'op':'remove','path':'/b'}; {'a':1}",
                "{'a':[1,2,3]}; {'op':'remove','path':'/a/1'}; {'a':[1,3]}",
                "{'a':1}; {'op':'replace','path':'/a','value':{'b':2}}; {'a':{'b':2}}",
                "{'a':[1,2]}; {'op':'replace','path':'/a/1','value':3}; {'a':[1,3]}",
                "{'a':{'b':1},'c':2}; {'op':'move','from':'/a/b','path':'/d'}; {'c':2,'d':1}",
                "{'a':[1,2,3]}; {'op':'move','from':'/a/0','path':'/a/2'}; {'a':[2,3,1]}",
                "{'a':{'b':1}}; {'op':'copy','from':'/a','path':'/c'}; {'a':{'b':1},'c':{'b':1}}",
                "{'a':{'b':1}}; {'op':'copy','from':'/a','path':'/a/c'}; {'a':{'b':1,'c':{'b':1}}}",
                "{'a/b':1,'m~n':2}; {'op':'replace','path':'/a~1b','value':3}; {'a/b':3,'m~n':2}",
                "{'a/b':1,'m~n':2}; {'op':'remove','path':'/m~0n'}; {'a/b':1}",
                "{'':1}; {'op':'replace','path':'/','value':2}; {'':2}",
                "{'a':1}; {'op':'test','path':'/a','value':1.0}; {'a':1}",
                "{'a':{'b':[1,{}]}}; {'op':'test','path':'/a','value':{'b':[1.00,{}]}}; {'a':{'b':[1,{}]}}",
                "{'a':1.50,'b':1}; {'op':'remove','path':'/b'}; {'a':1.50}",
                "{'a':1}; {'op':'add','path':'/b','value':1,'note':'ignored'}; {'a':1,'b':1}"
            })
    void changes(String before, String operation, String after) {
        assertThat(patched(before, operation).toString()).isEqualTo(after.replace('\'', '"'));
    }

    @Test
    @DisplayName("leaves no empty list and no empty object where it took the last away")
    void emptied() {
        assertThat(patched("{'a':[{'b':[1]}],'c':1}", "{'op':'remove','path':'/a/0/b/0'}")
                        .toString())
                .isEqualTo("{\"c\":1}");
    }

    @Test
    @DisplayName("does its operations one after the other")
    void inOrder() {
        assertThat(patched(
                                "{'a':1}",
                                "{'op':'add','path':'/b','value':{}},{'op':'move','from':'/a','path':'/b/a'},"
                                        + "{'op':'test','path':'/b/a','value':1}")
                        .toString())
                .isEqualTo("{\"b\":{\"a\":1}}");
    }

    @ParameterizedTest
    @DisplayName("that cannot be understood is malformed, and the operation is told")
    @ValueSource(
            strings = {
                "1",
                "{'op':'spam','path':'/a'}",
                "{'path':'/a'}",
                "{'op':'add','path':'/a'}",
                "{'op':'replace','path':'/a'}",
                "{'op':'test','path':'/a'}",
                "{'op':'remove'}",
                "{'op':'remove','path':'a'}",
                "{'op':'remove','path':1}",
                "{'op':'remove','path':'/a~2'}",
                "{'op':'remove','path':'/a~'}",
                "{'op':'move','path':'/b'}",
                "{'op':'copy','from':'b','path':'/b'}",
                "{'op':'move','from':'/a','path':'/a/b'}"
            })
    void malformed(String operation) {
        var issue = refused("{'a':{'x':1}}", "{'op':'test','path':'/a/x','value':1}," + operation);
        assertThat(issue).isInstanceOf(Issue.Malformed.class);
        assertThat(issue.details().getFirst().diagnostics()).startsWith("Operation 2: ");
    }

    @ParameterizedTest
    @DisplayName("that does not fit the resource is unprocessable, and the operation is told")
    @ValueSource(
            strings = {
                "{'op':'remove','path':'/b'}",
                "{'op':'remove','path':'/a/3'}",
                "{'op':'remove','path':'/a/-'}",
                "{'op':'remove','path':'/a/01'}",
                "{'op':'remove','path':'/a/99999999999999999999'}",
                "{'op':'remove','path':''}",
                "{'op':'replace','path':'/b','value':1}",
                "{'op':'add','path':'/a/4','value':1}",
                "{'op':'add','path':'/a/x','value':1}",
                "{'op':'add','path':'/b/c','value':1}",
                "{'op':'add','path':'/a/0/c','value':1}",
                "{'op':'move','from':'/b','path':'/c'}",
                "{'op':'copy','from':'/b','path':'/c'}",
                "{'op':'test','path':'/a','value':[3,2,1]}",
                "{'op':'test','path':'/a/0','value':'1'}",
                "{'op':'test','path':'/b','value':null}"
            })
    void unfit(String operation) {
        var issue = refused("{'a':[1,2,3]}", operation);
        assertThat(issue).isInstanceOf(Issue.Unprocessable.class);
        assertThat(issue.details().getFirst().diagnostics()).startsWith("Operation 1: ");
    }

    @ParameterizedTest
    @DisplayName("is an array of operations")
    @ValueSource(strings = {"", "x", "{}", "[", "[{'op':'remove','op':'add'}]", "[1e99999999999]", "null"})
    void noArray(String text) {
        var refusal = catchThrowableOfType(ExchangeException.class, () -> read(text.replace('\'', '"')));
        assertThat(Objects.requireNonNull(refusal).issue()).isInstanceOf(Issue.Malformed.class);
    }

    @Test
    @DisplayName("has so many operations, and not one more")
    void tooMany() {
        var test = "{'op':'test','path':'/a','value':1}";
        assertThat(patched("{'a':1}", test + ("," + test).repeat(99)).toString())
                .isEqualTo("{\"a\":1}");
        assertThat(refused("{'a':1}", test + ("," + test).repeat(100))).isInstanceOf(Issue.TooLarge.class);
    }

    @Test
    @DisplayName("cannot make much of little by copying")
    void copies() {
        var copy = "{'op':'copy','from':'','path':'/a'}";
        assertThat(refused("{'a':1}", copy + ("," + copy).repeat(40))).isInstanceOf(Issue.Unprocessable.class);
    }

    @Test
    @DisplayName("cannot make a resource that is deeper than any")
    void deep() {
        var path = new StringBuilder();
        var operations = new StringBuilder();
        for (int i = 0; i < 3; i++) {
            path.append("/a".repeat(90));
            operations
                    .append(i == 0 ? "" : ",")
                    .append("{'op':'add','path':'%s','value':%s}"
                            .formatted(path, "{'a':".repeat(90) + "1" + "}".repeat(90)));
        }
        var issue = refused("{" + "'a':{".repeat(89) + "'a':1" + "}".repeat(89) + "}", operations.toString());
        assertThat(issue).isInstanceOfAny(Issue.Unprocessable.class, Issue.Malformed.class);
    }

    private static Issue refused(String before, String operations) {
        var refusal = catchThrowableOfType(ExchangeException.class, () -> patched(before, operations));
        return Objects.requireNonNull(refusal, "It was not refused").issue();
    }

    private static JsonNode patched(String before, String operations) {
        try {
            return read(("[" + operations + "]").replace('\'', '"'))
                    .applyTo(ResourceJson.MAPPER.readTree(before.replace('\'', '"')));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonPatch read(String text) {
        return JsonPatch.read(text.getBytes(StandardCharsets.UTF_8), null, LIMITS);
    }
}
