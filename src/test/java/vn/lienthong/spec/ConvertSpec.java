package vn.lienthong.spec;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Another form of what is sent.
 *
 * @see <a href="https://hl7.org/fhir/R4/resource-operation-convert.html">$convert</a>
 */
@ExtendWith(RunningNodes.class)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ConvertSpec {

    private static final String XML = "application/fhir+xml";

    private static final String JSON_BASIC =
            "{\"resourceType\":\"Basic\",\"id\":\"a\",\"code\":{\"text\":\"Mã số\"},\"created\":\"2026-01-05\"}";
    private static final String XML_BASIC =
            "<Basic xmlns=\"http://hl7.org/fhir\"><id value=\"a\"/><code><text value=\"Mã số\"/></code>"
                    + "<created value=\"2026-01-05\"/></Basic>";

    private final Caller caller;
    private final Caller auditor;

    ConvertSpec(ExchangeNode node) {
        caller = node.facility("22021");
        auditor = node.account("auditor");
    }

    @Test
    void json_becomes_xml() {
        var answer = new Answer(caller.sends(JSON_BASIC).accept(XML).post("/$convert")).is(200);
        assertThat(answer.header("Content-Type")).startsWith(XML);
        assertThat(closed(answer.text())).isEqualTo(XML_BASIC);
    }

    /** Writers of XML may close an empty element either way. */
    private static String closed(String xml) {
        return xml.replaceAll("\"></[A-Za-z]+>", "\"/>");
    }

    @Test
    void xml_becomes_json() {
        var answer = new Answer(caller.asks().contentType(XML).body(XML_BASIC).post("/$convert")).is(200);
        assertThat(answer.header("Content-Type")).startsWith(Caller.FHIR);
        assertThat(answer.json()).isEqualTo(Caller.parse(JSON_BASIC));
    }

    @Test
    void the_resource_can_be_sent_as_the_input_of_parameters() {
        String parameters = "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"input\",\"resource\":%s}]}"
                .formatted(JSON_BASIC);
        assertThat(closed(new Answer(caller.sends(parameters).post("/$convert?_format=xml"))
                        .is(200)
                        .text()))
                .isEqualTo(XML_BASIC);
    }

    @Test
    void whoever_has_a_role_may_convert_whatever_type() {
        assertThat(auditor.sendsTo("POST", "$convert", JSON_BASIC).is(200).id()).isEqualTo("a");
    }

    @Test
    void what_is_not_r4_is_refused_with_its_place() {
        caller.sendsTo("POST", "$convert", JSON_BASIC.replace("created", "made"))
                .refuses(400, "structure", "Basic.made", "no element of `Basic`");
        caller.sendsTo("POST", "$convert", "{\"resourceType\":\"Nothing\"}").refuses(400, "structure", "Nothing");
        caller.sendsTo("POST", "$convert", "{").refuses(400, "structure", "line 1");
        new Answer(caller.asks().contentType(XML).body("<Basic").post("/$convert")).refuses(400, "structure", "XML");
    }

    @Test
    void what_cannot_be_read_here_is_refused_with_the_cure() {
        new Answer(caller.asks()
                        .contentType("text/turtle")
                        .body("<a> <b> <c> .")
                        .post("/$convert"))
                .refuses(415, "not-supported", "application/fhir+json");
        caller.sendsTo("POST", "$convert?output=x", JSON_BASIC).refuses(400, "not-supported", "`output`");
        new Answer(caller.asks().contentType(Caller.FHIR).post("/$convert")).refuses(400, "required", "body");
    }
}
