package vn.lienthong.validation.fhir;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.parser.LenientErrorHandler;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.hl7.fhir.r4.model.MetadataResource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Definitions of <a href="https://hl7.org/fhir/R4/packages.html">FHIR packages</a> that the operator has put into a
 * folder. A package that cannot be read is told in the log and left out as a whole, so that no half of it decides.
 */
final class ProfilePackages {

    private static final Logger LOG = LoggerFactory.getLogger(ProfilePackages.class);

    /** No definition is longer; what is longer is a data set that nobody validates by. */
    private static final int MOST_BYTES = 16 * 1024 * 1024;

    private static final Pattern DEFINITION =
            Pattern.compile("\"resourceType\"\\s*:\\s*\"(?:StructureDefinition|CodeSystem|ValueSet)\"");
    private static final Pattern MADE_FOR = Pattern.compile("\"fhir(?:Versions|-version-list)\"\\s*:\\s*\\[([^\\]]*)]");

    private final IParser parser;

    ProfilePackages(FhirContext context) {
        this.parser = context.newJsonParser();
        parser.setParserErrorHandler(new LenientErrorHandler(false));
    }

    /** @return names of packages that were left out */
    List<String> read(Path folder, Consumer<MetadataResource> definitions) {
        var broken = new ArrayList<String>();
        for (var file : packages(folder)) {
            try {
                var read = read(file);
                read.forEach(definitions);
                LOG.info("Profile package {}: {} definitions", file.getFileName(), read.size());
            } catch (IOException | DataFormatException | IllegalArgumentException | ClassCastException e) {
                broken.add(file.getFileName().toString());
                LOG.error(
                        "Profile package {} is left out, and its profiles are unknown here: {}. Replace the file and"
                                + " start this node again.",
                        file.getFileName(),
                        e.getMessage());
            }
        }
        return broken;
    }

    private static List<Path> packages(Path folder) {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(".tgz"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            LOG.error("The folder of profile packages {} cannot be read: {}", folder, e.getMessage());
            return List.of();
        }
    }

    private List<MetadataResource> read(Path file) throws IOException {
        var definitions = new ArrayList<MetadataResource>();
        boolean described = false;
        try (var tar =
                new TarArchiveInputStream(new GZIPInputStream(new BufferedInputStream(Files.newInputStream(file))))) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                var name = entry.getName().replaceFirst("^\\./", "");
                if (!entry.isFile() || !name.matches("package/[^/]+\\.json")) {
                    continue;
                }
                var text = text(tar, name);
                if (name.equals("package/package.json")) {
                    mustBeForR4(text);
                    described = true;
                } else if (DEFINITION.matcher(text).find() && parsed(text, name) instanceof MetadataResource found) {
                    definitions.add(found);
                }
            }
        }
        if (!described) {
            throw new IOException("it holds no package/package.json, so it is no FHIR package");
        }
        return definitions;
    }

    private static String text(TarArchiveInputStream tar, String name) throws IOException {
        var bytes = tar.readNBytes(MOST_BYTES + 1);
        if (bytes.length > MOST_BYTES) {
            throw new IOException("%s has more than %d bytes".formatted(name, MOST_BYTES));
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static void mustBeForR4(String description) throws IOException {
        var versions = MADE_FOR.matcher(description);
        if (versions.find() && !versions.group(1).contains("\"4.0")) {
            throw new IOException("it is made for FHIR " + versions.group(1).strip() + " and not for 4.0.1");
        }
    }

    private Object parsed(String text, String name) throws IOException {
        try {
            return parser.parseResource(text);
        } catch (DataFormatException e) {
            throw new IOException("%s is not FHIR R4: %s".formatted(name, e.getMessage()), e);
        }
    }
}
