package vn.lienthong.access;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.access.Refusals.detailOf;
import static vn.lienthong.access.Refusals.issueOf;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.lienthong.access.BundleReader.Parsed;
import vn.lienthong.access.WriteEntry.Conditions;
import vn.lienthong.access.WriteEntry.Method;
import vn.lienthong.shared.Issue;

@DisplayName("A Bundle of changes")
class BundleReaderTest {

    private static final String BASE = "http://localhost:8080/fhir";
    private static final int MOST = 3;

    @Test
    @DisplayName("is taken apart into its entries, resources byte for byte")
    void entries() {
        var resource = "{\"resourceType\" : \"Patient\",  \"name\":[{\"text\":\"Nguyễn 😀\"}] }";
        var parsed = read("""
                {"entry": [
                  {"fullUrl": "urn:uuid:1", "resource": %s, "request": {"method": "POST", "url": "Patient",
                   "ifNoneExist": "identifier=a|b"}},
                  {"request": {"url": "Patient?identifier=x", "method": "DELETE", "ifMatch": "W/\\"2\\""}},
                  {"resource": {"resourceType": "Basic"}, "request": {"method": "GET", "url": "/Patient/1"}}
                 ], "type": "transaction", "resourceType": "Bundle", "_type": {"id": "x"}}""".formatted(resource));

        assertThat(parsed.type()).isEqualTo("transaction");
        assertThat(parsed.entries()).extracting(BundleEntry::index).containsExactly(0, 1, 2);
        var created = (WriteEntry) parsed.entries().get(0);
        assertThat(created.method()).isEqualTo(Method.POST);
        assertThat(new String(created.body().orElseThrow(), StandardCharsets.UTF_8))
                .isEqualTo(resource);
        assertThat(created.fullUrl()).contains("urn:uuid:1");
        assertThat(created.conditions().ifNoneExist()).contains("identifier=a|b");
        var deleted = (WriteEntry) parsed.entries().get(1);
        assertThat(deleted.method()).isEqualTo(Method.DELETE);
        assertThat(deleted.criteria()).contains("identifier=x");
        assertThat(deleted.conditions())
                .isEqualTo(new Conditions(Optional.of("W/\"2\""), Optional.empty(), Optional.empty()));
        var read = (ReadEntry) parsed.entries().get(2);
        assertThat(read.address().id()).contains("1");
    }

    @Test
    @DisplayName("may be empty")
    void empty() {
        assertThat(read("{\"resourceType\":\"Bundle\",\"type\":\"batch\"}")).isEqualTo(new Parsed("batch", List.of()));
    }

    @Test
    @DisplayName("may have so many entries, and not one more")
    void tooMany() {
        assertThat(read(bundle(entry() + ("," + entry()).repeat(MOST - 1))).entries())
                .hasSize(MOST);
        assertThat(issueOf(() -> read(bundle(entry() + ("," + entry()).repeat(MOST)))))
                .isInstanceOf(Issue.TooLarge.class);
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("is refused with the place of what is wrong")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {
                "{'resourceType':'Bundle','type':'collection'}; Bundle.type",
                "{'resourceType':'Bundle'}; Bundle.type",
                "{'resourceType':'Bundle','type':'batch','entry':{}}; Bundle.entry",
                "{'resourceType':'Bundle','type':'batch','entry':[1]}; Bundle.entry[0]",
                "{'resourceType':'Bundle','type':'batch','entry':[{}]}; Bundle.entry[0].request.method",
                "{'resourceType':'Bundle','type':'batch','entry':[{'request':{'method':'MERGE','url':'Patient/1'}}]};"
                        + " Bundle.entry[0].request.method",
                "{'resourceType':'Bundle','type':'batch','entry':[{'request':{'method':'PATCH','url':'Patient/1'}}]};"
                        + " Bundle.entry[0].resource",
                "{'resourceType':'Bundle','type':'batch','entry':[{'request':{'method':'PATCH','url':'Patient/1'},"
                        + "'resource':{'resourceType':'Patient'}}]}; Bundle.entry[0].resource",
                "{'resourceType':'Bundle','type':'batch','entry':[{'request':{'method':'PATCH','url':'Patient/1'},"
                        + "'resource':{'resourceType':'Binary','contentType':'text/plain','data':'W10='}}]};"
                        + " Bundle.entry[0].resource.contentType",
                "{'resourceType':'Bundle','type':'batch','entry':[{'request':{'method':'PATCH','url':'Patient/1'},"
                        + "'resource':{'resourceType':'Binary','contentType':'application/json-patch+json','data':'?'}}]};"
                        + " Bundle.entry[0].resource.data",
                "{'resourceType':'Bundle','type':'batch','entry':[{'request':{'method':'PATCH','url':'Patient/1'},"
                        + "'resource':{'resourceType':'Binary','contentType':'application/json-patch+json'}}]};"
                        + " Bundle.entry[0].resource.data",
                "{'resourceType':'Bundle','type':'batch','entry':[{'request':{'method':'DELETE','url':'Patient/1/$x'}}]};"
                        + " Bundle.entry[0].request.url",
                "{'resourceType':'Bundle','type':'batch','entry':[{'request':{'method':'GET'}}]};"
                        + " Bundle.entry[0].request.url",
                "{'resourceType':'Bundle','type':'batch','entry':[{'request':{'method':'GET','url':['Patient']}}]};"
                        + " Bundle.entry[0].request.url",
                "{'resourceType':'Bundle','type':'batch','entry':[{'request':{'method':'PUT','url':'Patient/1'}}]};"
                        + " Bundle.entry[0].resource",
                "{'resourceType':'Bundle','type':'batch','entry':[{'resource':[]}]}; Bundle.entry[0].resource",
                "{'resourceType':'Bundle','type':'batch','entry':[{'request':'GET'}]}; Bundle.entry[0].request",
                "{'resourceType':'Bundle','type':'batch','entry':[{'requests':1}]}; Bundle.entry[0]",
                "{'resourceType':'Bundle','type':'batch','entry':[{'request':{'verb':1}}]}; Bundle.entry[0].request",
                "{'resourceType':'Bundle','type':'batch','entries':[]}; Bundle",
                "{'resourceType':'Patient','type':'batch'}; ",
                "[]; "
            })
    void refused(String json, @Nullable String place) {
        var detail = detailOf(() -> read(json.replace('\'', '"')));

        assertThat(detail.expression()).isEqualTo(place);
        assertThat(issueOf(() -> read(json.replace('\'', '"')))).isInstanceOf(Issue.Malformed.class);
    }

    @ParameterizedTest
    @DisplayName("that is not JSON, or says something twice, is refused")
    @ValueSource(
            strings = {
                "",
                "x",
                "{\"resourceType\":\"Bundle\",",
                "{\"resourceType\":\"Bundle\",\"type\":\"batch\",\"type\":\"transaction\"}",
                "{\"resourceType\":\"Bundle\",\"type\":\"batch\",\"entry\":[",
                "{\"resourceType\":\"Bundle\",\"type\":\"batch\"} {}",
                "{\"resourceType\":{\"type\":\"batch\"},\"type\":\"batch\"}",
                "{\"resourceType\":\"Bundle\",\"type\":[\"batch\"]}"
            })
    void notJson(String text) {
        assertThat(issueOf(() -> read(text))).isInstanceOf(Issue.Malformed.class);
    }

    @Test
    @DisplayName("that nests without end is refused")
    void deep() {
        assertThat(issueOf(() -> read("{\"entry\":" + "[{\"link\":".repeat(5_000))))
                .isInstanceOf(Issue.Malformed.class);
    }

    private static Parsed read(String json) {
        return BundleReader.read(json.getBytes(StandardCharsets.UTF_8), MOST, BASE);
    }

    private static String bundle(String entries) {
        return "{\"resourceType\":\"Bundle\",\"type\":\"batch\",\"entry\":[%s]}".formatted(entries);
    }

    private static String entry() {
        return "{\"request\":{\"method\":\"GET\",\"url\":\"Patient/1\"}}";
    }
}
