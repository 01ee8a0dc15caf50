package vn.lienthong.record;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.lienthong.search.SearchRow;
import vn.lienthong.shared.ResourceKey;

/**
 * What is known of a stored version without opening its body: enough to decide, to sort and to page.
 *
 * @param clinicalStart when it happened to the patient, as far as the resource says
 * @param labels security labels: confidentiality and sensitivity codes of {@code meta.security}
 * @param search the values of its search parameters; {@code null} where the caller did not ask for them,
 *     but of {@link ResourceTypes#FOLLOWERS}, which nobody can decide on without them
 * @param body canonical JSON; {@code null} where the caller did not ask for it
 */
public record RecordRow(
        Home home,
        ResourceKey key,
        int version,
        String custodian,
        Instant lastUpdated,
        @Nullable Instant clinicalStart,
        @Nullable Instant clinicalEnd,
        Set<String> labels,
        boolean deleted,
        @Nullable Packed search,
        @Nullable Packed body)
        implements SearchRow {

    @Override
    public String type() {
        return key.type();
    }

    @Override
    public String id() {
        return key.id();
    }

    @Override
    public long lastUpdatedMillis() {
        return lastUpdated.toEpochMilli();
    }

    public RecordRow withBody(Packed opened) {
        return with(labels, search, opened);
    }

    public RecordRow withLabels(Set<String> others) {
        return with(Set.copyOf(others), search, body);
    }

    RecordRow withSearch(Packed values) {
        return with(labels, values, body);
    }

    private RecordRow with(Set<String> otherLabels, @Nullable Packed otherSearch, @Nullable Packed otherBody) {
        return new RecordRow(
                home,
                key,
                version,
                custodian,
                lastUpdated,
                clinicalStart,
                clinicalEnd,
                otherLabels,
                deleted,
                otherSearch,
                otherBody);
    }

    public Packed requireBody() {
        if (body == null) {
            throw new IllegalStateException("The body of %s was not read".formatted(key));
        }
        return body;
    }

    public Packed requireSearch() {
        if (search == null) {
            throw new IllegalStateException("The search values of %s were not read".formatted(key));
        }
        return search;
    }
}
