package vn.lienthong.access;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import vn.lienthong.shared.ResourceKey;

/**
 * What another feature has to say about what clients write: a bean that is asked within the transaction of each write,
 * when the caller may make the change and before it is stored.
 */
public interface ChangeCheck {

    /** Of other types it is not asked. */
    Set<String> types();

    /**
     * Throws an {@link vn.lienthong.shared.ExchangeException} if something of this must not be.
     *
     * @param proposals at least one
     */
    void check(List<Proposal> proposals);

    /**
     * A change that is about to be stored.
     *
     * @param resource as it will be; empty for a deletion
     */
    record Proposal(ResourceKey key, Optional<JsonNode> resource) {}
}
