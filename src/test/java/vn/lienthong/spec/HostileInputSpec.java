package vn.lienthong.spec;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.spec.Samples.fresh;
import static vn.lienthong.spec.Samples.newCccd;
import static vn.lienthong.spec.Samples.observation;
import static vn.lienthong.spec.Samples.patient;
import static vn.lienthong.spec.Samples.put;
import static vn.lienthong.spec.Samples.transaction;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever is sent, the answer is a refusal that says why, and never a fault of the exchange.
 *
 * @see <a href="https://hl7.org/fhir/R4/json.html">FHIR JSON</a>
 * @see <a href="https://hl7.org/fhir/R4/datatypes.html#string">FHIR string</a>
 */
@ExtendWith(RunningNodes.class)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class HostileInputSpec {

    /** Values in JSON that stand in the place of each string, number, object and list of a resource. */
    private static final List<String> VALUES = List.of(
            "\"a\\u0000b\"",
            "\"\\u0001\"",
            "\"\\ud800\"",
            "\"\\udc00\\ud800\"",
            "\"\"",
            "null",
            "[]",
            "{}",
            "[[\"x\"]]",
            "[null]",
            "[\"x\"]",
            "{\"x\":\"y\"}",
            "1e999999",
            "1e99999999999",
            "-1",
            "true",
            "9".repeat(900),
            "9".repeat(2000),
            nested("[", "]", 150),
            nested("{\"extension\":[", "]}", 90),
            nested("[", "]", 5000),
            nested("{\"extension\":[", "]}", 5000));

    private static final int A_THIRD = 3;

    private static final String LONG = "x".repeat(3000);

    private final Caller facility;
    private final String patientId = fresh("patient");

    HostileInputSpec(ExchangeNode node) {
        facility = node.facility("22021");
    }

    @BeforeEach
    void somebody_is_registered() {
        facility.updates(patient(patientId, newCccd())).is(201);
    }

    static Stream<String> resources() {
        return Stream.of(
                patient("ID", newCccd()).replace("\"identifier\"", "\"active\":true,\"identifier\""),
                observation("ID", "Patient/PATIENT", "2345-7", "2026-01-01", "5.5")
                        .replace("\"status\"", "\"meta\":{\"security\":[{\"code\":\"R\"}]},\"status\""),
                Samples.consent("ID", "Patient/PATIENT", "permit", "Organization/facility-22001"),
                "{\"resourceType\":\"Binary\",\"id\":\"ID\",\"contentType\":\"text/plain\",\"data\":\"eA==\","
                        + "\"securityContext\":{\"reference\":\"Patient/PATIENT\"}}");
    }

    @ParameterizedTest
    @MethodSource("resources")
    void each_value_of_a_resource_may_be_anything_and_the_answer_is_never_a_fault(String template) {
        String resource = template.replace("PATIENT", patientId);
        List<String> faults = new ArrayList<>();
        int turn = 0;
        for (String place : places(resource)) {
            // Each place meets a third of the values, each value a third of the places: all of them take a minute.
            for (int i = turn++ % A_THIRD; i < VALUES.size(); i += A_THIRD) {
                String id = fresh("hostile");
                String body = with(resource.replace("\"ID\"", "\"" + id + "\""), place, VALUES.get(i));
                String address = Caller.typeOf(resource) + "/" + id;
                String what = place + " = " + VALUES.get(i);
                check(facility.sendsTo("PUT", address, body), what, faults);
                if (i < A_THIRD) {
                    check(
                            facility.posts(
                                    transaction("{\"resource\":%s,\"request\":{\"method\":\"PUT\",\"url\":\"%s\"}}"
                                            .formatted(body, address))),
                            "Bundle " + what,
                            faults);
                }
            }
        }
        assertThat(faults).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'\"value\":\"09', '\"value\":\"LONG09', Patient.identifier[0].value",
        "'\"system\":\"http', '\"system\":\"LONGhttp', Patient.identifier[0].system",
        "'\"family\":\"', '\"family\":\"LONG', Patient.name[0]",
        "'\"text\":\"', '\"text\":\"LONG', Patient.name[0].text"
    })
    void what_is_too_long_to_be_looked_up_by_is_told_with_its_place(String right, String wrong, String place) {
        String id = fresh("long");
        String resource = patient(id, newCccd()).replace(right, wrong.replace("LONG", LONG));
        facility.updates(resource).refuses(400, "too-long", place, "at most");
        facility.posts(transaction(put(resource)))
                .refuses(400, "too-long", place.replace("Patient", "Bundle.entry[0].resource"), "at most");
        facility.gets("Patient/" + id).is(404);
    }

    @ParameterizedTest
    @CsvSource({
        "'\"status\":\"final\"', '\"status\":[\"final\"]', structure, Observation.status, one value",
        "'\"coding\":[{', '\"coding\":{', structure, Observation.code.coding, takes a list",
        "'\"reference\":\"Patient', '\"reference\":\"\\u0000Patient', value, Observation.subject.reference, control characters",
        "'\"value\":5.5', '\"value\":1e99999', value, Observation.value.value, exponent"
    })
    void the_form_of_an_element_is_told_with_its_place(
            String right, String wrong, String code, String place, String words) {
        String id = fresh("form");
        String good = observation(id, "Patient/" + patientId, "2345-7", "2026-01-01", "5.5");
        String resource = good.replace(right, wrong);
        if (wrong.endsWith("{")) {
            resource = resource.replace("}]}", "}}");
        }
        facility.sendsTo("PUT", "Observation/" + id, resource).refuses(400, code, place, words);
        facility.gets("Observation/" + id).is(404);
    }

    @Test
    void a_body_in_another_encoding_than_utf_8_is_refused() {
        String id = fresh("encoded");
        String resource = patient(id, newCccd());
        String bundle = transaction(put(resource));
        List<String> faults = new ArrayList<>();
        for (byte[] wrong : List.of(
                resource.getBytes(UTF_16BE),
                resource.getBytes(UTF_16LE),
                ("\ufeff" + resource).getBytes(UTF_16LE),
                resource.replace("An", "Án").getBytes(ISO_8859_1),
                resource.replace("An", "\u0000").getBytes(UTF_8))) {
            check(bytes("/Patient/" + id, wrong), "resource", faults);
        }
        for (byte[] wrong : List.of(
                bundle.getBytes(UTF_16BE),
                bundle.getBytes(UTF_16LE),
                bundle.replace("ễ", "\u00ff").getBytes(ISO_8859_1))) {
            check(
                    new Answer(
                            facility.asks().contentType(Caller.FHIR).body(wrong).post("")),
                    "bundle",
                    faults);
        }
        assertThat(faults).isEmpty();
        facility.gets("Patient/" + id).is(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Patient?identifier=a%00b",
                "Patient?name=%00",
                "Patient?name=%ED%A0%80",
                "Patient?birthdate=99999999999-01",
                "Patient?identifier=LONG",
                "Patient?name=LONG",
                "Observation?patient=Patient/LONG",
                "Observation?patient=PATIENT&value-quantity=1e999999",
                "Observation?patient=PATIENT&value-quantity=1e999999999999",
                "Observation?patient=PATIENT&value-quantity=gt-1e-999999999%7C%7C",
                "Observation?patient=PATIENT&date=9999-99-99",
                "Observation?patient=PATIENT&date=gt999999999-01-01",
                "Observation?patient=PATIENT&_count=99999999999999999999",
                "Observation?patient=PATIENT&_count=-1",
                "Observation?patient=PATIENT&_lastUpdated=%00",
                "Observation?patient=PATIENT&code=%00%7C%00",
                "Observation?patient=PATIENT&_page=AAAA",
                "Observation?patient=PATIENT&_page=%00",
                "Observation?patient=PATIENT&_sort=----",
                "Observation?patient=PATIENT&_include=*:*:*:*",
                "Observation/%00",
                "Observation/LONG",
                "Observation/x/_history/99999999999999999999",
                "Observation/x/_history/%00",
                "Patient/PATIENT/_history?_count=99999999999999",
                "Patient/PATIENT/_history?_since=%00",
                "Patient/PATIENT/$everything?_since=-999999999-01-01",
                "Patient/PATIENT/$everything?_count=1e9",
                "Patient/PATIENT/$everything?_type=%00"
            })
    void an_address_may_be_anything_and_the_answer_is_never_a_fault(String path) {
        Answer answer = facility.follows(
                facility.baseUrl() + "/" + path.replace("PATIENT", patientId).replace("LONG", LONG));
        assertThat(answer.status()).as(answer.text()).isLessThan(500);
        if (answer.status() != 200) {
            assertThat(answer.at("/resourceType")).as(answer.text()).isEqualTo("OperationOutcome");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"method\":\"PUT\",\"url\":[\"Patient/x\"]}",
                "{\"method\":[\"PUT\"],\"url\":\"Patient/x\"}",
                "{\"method\":\"POST\",\"url\":\"Patient\",\"ifNoneExist\":\"identifier=\\u0000\"}",
                "{\"method\":\"POST\",\"url\":\"Patient\",\"ifNoneExist\":\"identifier=%00\"}",
                "{\"method\":\"POST\",\"url\":\"Patient\",\"ifNoneExist\":\"identifier=\\ud800\"}",
                "{\"method\":\"POST\",\"url\":\"Patient\",\"ifNoneExist\":{}}",
                "{\"method\":\"DELETE\",\"url\":\"Patient/\\u0000\"}",
                "{\"method\":\"DELETE\",\"url\":\"Patient?identifier=%00\"}",
                "{\"method\":\"GET\",\"url\":\"Patient?name=%00\"}",
                "{\"method\":\"PUT\",\"url\":\"Patient/x\",\"ifMatch\":\"\\u0000\"}"
            })
    void the_instruction_of_an_entry_may_be_anything_and_the_answer_is_never_a_fault(String instruction) {
        for (String type : List.of("batch", "transaction")) {
            Answer answer = facility.posts(
                    "{\"resourceType\":\"Bundle\",\"type\":\"%s\",\"entry\":[{\"resource\":%s,\"request\":%s}]}"
                            .formatted(type, patient("x", newCccd()), instruction));
            assertThat(answer.status()).as(answer.text()).isLessThan(500);
            assertThat(answer.text()).doesNotContain("\"status\":\"5");
        }
    }

    @Test
    void xml_may_be_anything_and_the_answer_is_never_a_fault() {
        List<String> faults = new ArrayList<>();
        for (String xml : List.of(
                "<Patient xmlns=\"http://hl7.org/fhir\">" + "<extension url=\"x\">".repeat(5000),
                "<Patient xmlns=\"http://hl7.org/fhir\">" + "<extension url=\"x\">".repeat(900)
                        + "</extension>".repeat(900) + "</Patient>",
                "<!DOCTYPE x [<!ENTITY a \"" + LONG
                        + "\">]><Patient xmlns=\"http://hl7.org/fhir\"><id value=\"&a;\"/></Patient>",
                "<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><Patient xmlns=\"http://hl7.org/fhir\"><name><text value=\"&a;\"/></name></Patient>",
                "<Patient xmlns=\"http://hl7.org/fhir\"><name><text value=\"&#0;\"/></name></Patient>",
                "\u0000",
                "<Patient/>")) {
            Answer answer = new Answer(facility.asks()
                    .contentType("application/fhir+xml")
                    .body(xml)
                    .post("/Patient"));
            check(answer, xml.substring(0, Math.min(60, xml.length())), faults);
        }
        assertThat(faults).isEmpty();
    }

    private Answer bytes(String path, byte[] body) {
        return new Answer(facility.asks().contentType(Caller.FHIR).body(body).put(path));
    }

    /** Taken, or refused with an outcome. Some values are good where they were put. */
    private static void check(Answer answer, String what, List<String> faults) {
        boolean told = answer.status() < 300
                || (answer.status() < 500
                        && answer.at("/resourceType").equals("OperationOutcome")
                        && !answer.at("/issue/0/diagnostics").isBlank());
        if (!told) {
            String shown = what.length() > 120 ? what.substring(0, 120) + "…" : what;
            faults.add(shown + " → " + answer.status() + " " + answer.text());
        }
    }

    /** JSON pointers of all that a resource holds, but for its type and id. */
    private static List<String> places(String resource) {
        List<String> places = new ArrayList<>();
        walk(Caller.parse(resource), "", places);
        places.removeIf(place -> place.isEmpty() || place.equals("/resourceType") || place.equals("/id"));
        return places;
    }

    private static void walk(JsonNode node, String place, List<String> places) {
        places.add(place);
        if (node.isObject()) {
            node.properties().forEach(member -> walk(member.getValue(), place + "/" + member.getKey(), places));
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                walk(node.get(i), place + "/" + i, places);
            }
        }
    }

    /** Text, not a tree: the value may be what no tree can hold. */
    private static String with(String resource, String place, String value) {
        JsonNode tree = Caller.parse(resource);
        JsonNode parent = tree.at(place.substring(0, place.lastIndexOf('/')));
        String name = place.substring(place.lastIndexOf('/') + 1);
        if (parent instanceof ObjectNode object) {
            object.put(name, "HERE");
        } else {
            ((com.fasterxml.jackson.databind.node.ArrayNode) parent).set(Integer.parseInt(name), "HERE");
        }
        return tree.toString().replace("\"HERE\"", value);
    }

    private static String nested(String open, String close, int depth) {
        return open.repeat(depth) + close.repeat(depth);
    }
}
