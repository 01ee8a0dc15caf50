package vn.lienthong.record.fhir;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.StrictErrorHandler;
import com.github.luben.zstd.ZstdDictTrainer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Set;
import java.util.function.UnaryOperator;
import vn.lienthong.record.ResourceJson;
import vn.lienthong.search.AddedParameters;
import vn.lienthong.search.IndexTokens;
import vn.lienthong.search.fhir.HapiSearchParameters;
import vn.lienthong.search.fhir.SearchValueExtractor;

/**
 * Trains the compression dictionaries on a folder of transaction Bundles, such as the sample generator writes:
 * {@code DictionaryTraining FOLDER OUT}. A dictionary that has been released is never trained again: give the new one a
 * new id and file.
 */
public final class DictionaryTraining {

    /** zstd's own default: larger ones gain little on resources of 2 kB and slow the loading of a context. */
    private static final int DICTIONARY_SIZE = 110 * 1024;

    private static final int SAMPLE_SIZE = 100 << 20;

    private static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");

    private DictionaryTraining() {}

    public static void main(String[] args) throws IOException {
        var context = FhirContext.forR4();
        context.setParserErrorHandler(new StrictErrorHandler());
        var parameters = HapiSearchParameters.load(context);
        var extractor = new SearchValueExtractor(context, parameters, ZONE, Set.of(), AddedParameters.NONE);
        var reader = new HapiResourceReader(context, extractor, parameters, new IndexTokens(parameters, ZONE));
        var bodies = new ZstdDictTrainer(SAMPLE_SIZE, DICTIONARY_SIZE);
        var values = new ZstdDictTrainer(SAMPLE_SIZE, DICTIONARY_SIZE);
        try (var files = Files.walk(Path.of(args[0]))) {
            for (var file : files.filter(path -> path.toString().endsWith(".json"))
                    .sorted()
                    .toList()) {
                for (var entry :
                        ResourceJson.MAPPER.readTree(Files.readAllBytes(file)).path("entry")) {
                    add(
                            entry.path("resource").toString().getBytes(java.nio.charset.StandardCharsets.UTF_8),
                            reader,
                            bodies,
                            values);
                }
            }
        }
        Files.write(Path.of(args[1], "body-1.zdict"), bodies.trainSamples());
        Files.write(Path.of(args[1], "search-2.zdict"), values.trainSamples());
    }

    private static void add(byte[] resource, HapiResourceReader reader, ZstdDictTrainer bodies, ZstdDictTrainer values)
            throws IOException {
        var json = ResourceJson.parse(resource, UnaryOperator.identity());
        var type = java.util.Objects.requireNonNull(json.type());
        var id = java.util.Objects.requireNonNullElse(json.id(), "1");
        bodies.addSample(json.canonical(
                type,
                id,
                1,
                Instant.parse("2026-11-01T03:04:05.678Z"),
                "http://fhir.hl7.org.vn/core/sid/ma-cskcb/22021"));
        values.addSample(reader.read(type, json.asSent(type, id), "").search());
    }
}
