package vn.lienthong.search.fhir;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class PlainNarrativeTest {

    private static final String DIV = "<div xmlns=\\\"http://www.w3.org/1999/xhtml\\\">%s</div>";
    private static final String PLAIN =
            "{\"status\":\"generated\",\"div\":\"" + DIV.formatted("Đường huyết &amp; <b>HbA1c</b>") + "\"}";

    private final PlainNarrative narratives = new PlainNarrative();

    @Test
    void a_plain_narrative_is_taken_out_wherever_it_stands() {
        taken("{\"resourceType\":\"Basic\",\"text\":%s,\"id\":\"ă\"}", "{\"resourceType\":\"Basic\",\"id\":\"ă\"}");
        taken("{\"text\":%s,\"id\":\"a\"}", "{\"id\":\"a\"}");
        taken("{\"id\":\"ă\",\"text\":%s}", "{\"id\":\"ă\"}");
        taken("{ \"id\" : \"a\" ,\n \"text\" : %s \n , \"code\":{}}", "{ \"id\" : \"a\" ,\n  \"code\":{}}");
        taken("{ \"id\" : \"a\" ,\n \"text\" : %s \n }", "{ \"id\" : \"a\"  \n }");
    }

    private void taken(String json, String without) {
        assertThat(new String(narratives.takenFrom(json.formatted(PLAIN).getBytes(UTF_8)), UTF_8))
                .isEqualTo(without);
    }

    @Test
    void a_text_that_is_no_member_of_the_resource_itself_stays() {
        stays("{\"code\":{\"text\":%s}}".formatted(PLAIN));
        stays("{\"contained\":[{\"text\":%s}]}".formatted(PLAIN));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"text\"",
                "null",
                "[]",
                "{\"status\":\"generated\"}",
                "{\"status\":\"other\",\"div\":\"<div xmlns=\\\"http://www.w3.org/1999/xhtml\\\">x</div>\"}",
                "{\"status\":\"generated\",\"div\":1}",
                "{\"status\":\"generated\",\"id\":\"a\",\"div\":\"<div xmlns=\\\"http://www.w3.org/1999/xhtml\\\">x</div>\"}",
                "{\"status\":\"generated\",\"_div\":{},\"div\":\"<div xmlns=\\\"http://www.w3.org/1999/xhtml\\\">x</div>\"}",
            })
    void a_narrative_with_more_or_less_than_status_and_div_stays(String narrative) {
        stays("{\"id\":\"a\",\"text\":%s}".formatted(narrative));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "<div>x</div>",
                "<p xmlns=\\\"http://www.w3.org/1999/xhtml\\\">x</p>",
                "<div xmlns=\\\"http://www.w3.org/1999/xhtml\\\"> </div>",
                "<div xmlns=\\\"http://www.w3.org/1999/xhtml\\\">x",
                "<div xmlns=\\\"http://www.w3.org/1999/xhtml\\\"><p>x</div>",
                "<div xmlns=\\\"http://www.w3.org/1999/xhtml\\\">x</div><div/>",
                "<div xmlns=\\\"http://www.w3.org/1999/xhtml\\\">&nbsp;x</div>",
                "<div xmlns=\\\"http://www.w3.org/1999/xhtml\\\">x<?php y?></div>",
                "<!DOCTYPE div SYSTEM \\\"file:///etc/passwd\\\"><div xmlns=\\\"http://www.w3.org/1999/xhtml\\\">x</div>",
            })
    void a_div_that_is_not_one_well_formed_element_with_a_text_stays(String div) {
        stays("{\"id\":\"a\",\"text\":{\"status\":\"generated\",\"div\":\"%s\"}}".formatted(div));
    }

    @Test
    void what_is_no_json_stays() {
        stays("{\"id\":");
        stays("");
    }

    private void stays(String json) {
        var bytes = json.getBytes(UTF_8);
        assertThat(narratives.takenFrom(bytes)).isSameAs(bytes);
    }
}
