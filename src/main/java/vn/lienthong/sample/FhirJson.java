package vn.lienthong.sample;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Writes minified FHIR JSON, field by field; not safe for several threads.
 *
 * <p>A streaming writer instead of a tree or HAPI's classes, because benchmarks generate a million resources and must
 * not measure the generator.
 */
final class FhirJson {
    private static final JsonFactory FACTORY = new JsonFactory();
    /** Enough for a small history; a Bundle of 600 resources has about 1.4 MB. */
    private static final int EXPECTED_BYTES = 1 << 16;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(EXPECTED_BYTES);
    private final JsonGenerator json;

    FhirJson() {
        try {
            json = FACTORY.createGenerator(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private interface Step {
        void run() throws IOException;
    }

    private FhirJson write(Step step) {
        try {
            step.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    byte[] toBytes() {
        write(json::flush);
        return bytes.toByteArray();
    }

    FhirJson object() {
        return write(json::writeStartObject);
    }

    FhirJson object(String name) {
        return write(() -> json.writeObjectFieldStart(name));
    }

    FhirJson end() {
        return write(json::writeEndObject);
    }

    FhirJson array(String name) {
        return write(() -> json.writeArrayFieldStart(name));
    }

    FhirJson endArray() {
        return write(json::writeEndArray);
    }

    FhirJson text(String name, String value) {
        return write(() -> json.writeStringField(name, value));
    }

    FhirJson item(String value) {
        return write(() -> json.writeString(value));
    }

    FhirJson flag(String name, boolean value) {
        return write(() -> json.writeBooleanField(name, value));
    }

    FhirJson whole(String name, int value) {
        return write(() -> json.writeNumberField(name, value));
    }

    /** Writes the digits as they stand: FHIR decimals keep their precision. */
    FhirJson decimal(String name, String digits) {
        return write(() -> {
            json.writeFieldName(name);
            json.writeNumber(digits);
        });
    }

    FhirJson texts(String name, String... values) {
        array(name);
        for (String value : values) {
            item(value);
        }
        return endArray();
    }

    FhirJson coding(Coding coding) {
        return object().text("system", coding.system())
                .text("code", coding.code())
                .text("display", coding.display())
                .end();
    }

    FhirJson coding(String name, Coding coding) {
        return object(name)
                .text("system", coding.system())
                .text("code", coding.code())
                .text("display", coding.display())
                .end();
    }

    /** A CodeableConcept whose text is the first coding's display. */
    FhirJson concept(String name, Coding... codings) {
        return object(name).conceptBody(codings).end();
    }

    /** A list with one CodeableConcept. */
    FhirJson concepts(String name, Coding... codings) {
        return array(name).object().conceptBody(codings).end().endArray();
    }

    private FhirJson conceptBody(Coding... codings) {
        array("coding");
        for (Coding coding : codings) {
            coding(coding);
        }
        return endArray().text("text", codings[0].display());
    }

    FhirJson reference(String name, String reference) {
        return object(name).text("reference", reference).end();
    }

    FhirJson reference(String name, String reference, String display) {
        return object(name)
                .text("reference", reference)
                .text("display", display)
                .end();
    }

    FhirJson references(String name, Iterable<String> references) {
        array(name);
        for (String reference : references) {
            object().text("reference", reference).end();
        }
        return endArray();
    }

    FhirJson period(String name, String start, String end) {
        return object(name).text("start", start).text("end", end).end();
    }

    FhirJson quantity(String name, String value, String unit, String ucum) {
        return object(name)
                .decimal("value", value)
                .text("unit", unit)
                .text("system", Systems.UCUM)
                .text("code", ucum)
                .end();
    }

    /** The human-readable form; `xhtml` is the inside of the div and must be well-formed. */
    FhirJson narrative(String xhtml) {
        return object("text")
                .text("status", "generated")
                .text("div", "<div xmlns=\"http://www.w3.org/1999/xhtml\">" + xhtml + "</div>")
                .end();
    }
}
