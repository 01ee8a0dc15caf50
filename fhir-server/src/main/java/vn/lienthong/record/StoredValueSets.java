package vn.lienthong.record;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;
import org.springframework.stereotype.Component;
import vn.lienthong.record.RecordStore.Columns;
import vn.lienthong.search.IndexTokens;
import vn.lienthong.search.Terminology;
import vn.lienthong.search.UndecidableCodesException;
import vn.lienthong.terminology.UnsupportedValueSetException;
import vn.lienthong.terminology.ValueSet;
import vn.lienthong.terminology.ValueSetReader;

/**
 * Codes for searches, from the <a href="https://hl7.org/fhir/R4/valueset.html">ValueSets</a> that are stored for everybody
 * and from systems whose codes tell their place. A set that can be decided in part alone is refused: a search by it would
 * leave out matches without a word.
 */
@Component
class StoredValueSets implements Terminology {

    /** Versions of one ValueSet that are kept as resources of their own. */
    private static final int MOST_VERSIONS = 100;

    private final RecordStore store;
    private final Packing packing;
    private final IndexTokens tokens;

    StoredValueSets(RecordStore store, Packing packing, IndexTokens tokens) {
        this.store = store;
        this.packing = packing;
        this.tokens = tokens;
    }

    @Override
    public Codes valueSet(String url) {
        int bar = url.indexOf('|');
        var plain = bar < 0 ? url : url.substring(0, bar);
        var version = bar < 0 ? "" : url.substring(bar + 1);
        long token = tokens.ofUri("ValueSet", "url", plain);
        return store.shared("ValueSet", List.of(new long[] {token}), MOST_VERSIONS, Columns.BODY).stream()
                .filter(row -> !row.deleted() && row.home() instanceof Home.Shared(var everybody) && everybody)
                .sorted(Comparator.comparing(RecordRow::lastUpdated).reversed())
                .map(row -> tree(packing.unpack(row.requireBody())))
                .filter(set -> set.path("url").asText().equals(plain)
                        && (version.isEmpty() || set.path("version").asText().equals(version)))
                .findFirst()
                .map(set -> codes(set, "the ValueSet `" + url + "` cannot be decided: "))
                .orElseThrow(() -> new UndecidableCodesException("no ValueSet `" + url + "` is stored here."));
    }

    @Override
    public Codes below(String system, String code) {
        var set = ResourceJson.MAPPER.createObjectNode();
        var include = set.putObject("compose").putArray("include").addObject().put("system", system);
        include.putArray("filter")
                .addObject()
                .put("property", "concept")
                .put("op", "is-a")
                .put("value", code);
        return codes(set, "");
    }

    private static Codes codes(JsonNode json, String refusal) {
        try {
            ValueSet set = ValueSetReader.read(json);
            return (system, code) -> system != null && code != null && set.contains(system, code);
        } catch (UnsupportedValueSetException e) {
            throw new UndecidableCodesException(refusal + e.diagnostics());
        }
    }

    private static JsonNode tree(byte[] json) {
        try {
            return ResourceJson.MAPPER.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException("It was parsed before", e);
        }
    }
}
