package vn.lienthong.record.fhir;

import ca.uhn.fhir.context.FhirContext;
import java.time.ZoneId;
import java.util.Set;
import vn.lienthong.record.ResourceReader;
import vn.lienthong.search.AddedParameters;
import vn.lienthong.search.IndexTokens;
import vn.lienthong.search.SearchParameters;
import vn.lienthong.search.fhir.SearchValueExtractor;

/** The reader of this package, for tests of others. */
public final class ResourceReaders {

    private static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");

    private ResourceReaders() {}

    public static ResourceReader of(FhirContext context, SearchParameters parameters) {
        var extractor = new SearchValueExtractor(context, parameters, ZONE, Set.of(), AddedParameters.NONE);
        return new HapiResourceReader(context, extractor, parameters, new IndexTokens(parameters, ZONE));
    }
}
