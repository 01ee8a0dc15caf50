package vn.lienthong.validation.fhir;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.parser.LenientErrorHandler;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import org.hl7.fhir.r4.model.MetadataResource;

/**
 * R4's own definitions, from the files that HAPI carries along. They are Bundles of up to 20 MB: each is taken apart
 * while it is read, and its resources parsed one by one, so that never more than one is in memory in full.
 */
final class OwnDefinitions {

    private static final String FOLDER = "/org/hl7/fhir/r4/model/";

    private static final List<String> FILES = List.of(
            "profile/profiles-types.xml",
            "profile/profiles-resources.xml",
            "profile/profiles-others.xml",
            "extension/extension-definitions.xml",
            "valueset/valuesets.xml",
            "valueset/v2-tables.xml",
            "valueset/v3-codesystems.xml");

    private static final List<String> WANTED = List.of("<StructureDefinition", "<CodeSystem", "<ValueSet");

    private final IParser parser;

    OwnDefinitions(FhirContext context) {
        this.parser = context.newXmlParser();
        parser.setParserErrorHandler(new LenientErrorHandler(false));
    }

    void read(Consumer<MetadataResource> definitions) {
        for (var file : FILES) {
            try (Reader reader = open(file)) {
                eachResource(reader, xml -> {
                    if (WANTED.stream().anyMatch(xml::startsWith)) {
                        definitions.accept((MetadataResource) parser.parseResource(xml));
                    }
                });
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static Reader open(String file) {
        var stream = OwnDefinitions.class.getResourceAsStream(FOLDER + file);
        if (stream == null) {
            throw new IllegalStateException(file + " is not in the class path");
        }
        return new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8), 1 << 16);
    }

    /** Entries do not nest in these files, and each holds one resource. */
    private static void eachResource(Reader reader, Consumer<String> resources) throws IOException {
        var text = new StringBuilder();
        boolean within = false;
        for (int character = reader.read(); character >= 0; character = reader.read()) {
            text.append((char) character);
            if (character != '>') {
                continue;
            }
            if (!within) {
                within = endsWith(text, "<entry>");
                text.setLength(0);
            } else if (endsWith(text, "</entry>")) {
                int begin = text.indexOf("<resource>") + "<resource>".length();
                resources.accept(
                        text.substring(begin, text.lastIndexOf("</resource>")).strip());
                within = false;
                text.setLength(0);
            }
        }
    }

    private static boolean endsWith(StringBuilder text, String end) {
        int begin = text.length() - end.length();
        return begin >= 0 && text.indexOf(end, begin) == begin;
    }
}
