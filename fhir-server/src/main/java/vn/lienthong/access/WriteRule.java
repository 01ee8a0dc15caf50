package vn.lienthong.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.LongConsumer;
import vn.lienthong.shared.ExchangeException;
import vn.lienthong.shared.ResourceKey;

/**
 * What a feature says to changes of resources that it looks after. Every write of every interaction asks, inside its
 * transaction and with the resource locked, so there is no other way to change one.
 *
 * <p>A rule refuses by an {@link ExchangeException}. Thread-safe.
 */
public interface WriteRule {

    /** Types among which its resources are. */
    Set<String> types();

    /** Whether it looks after a resource with this content. */
    boolean keeps(JsonNode resource);

    /** A resource that there was not, or that the rule did not look after. It is the caller's own. */
    Ruling begin(Proposal proposal, Lookup lookup);

    /** Another content of what the caller may see. Whoever answers for it: the rule says who may change it, and how. */
    Ruling change(Proposal proposal, Stored former, Lookup lookup);

    /** The deletion of what the caller's facility answers for; returns if nothing speaks against it. */
    void delete(Proposal proposal, Stored former, Lookup lookup);

    /**
     * What is asked.
     *
     * @param place FHIRPath of the resource within the request
     * @param ifMatch the version that the caller has read
     * @param sent the content; empty for a deletion
     */
    record Proposal(
            AccessRequest request, ResourceKey key, String place, Optional<String> ifMatch, Optional<ObjectNode> sent) {

        /** Of the content that is there unless something is deleted. */
        public ObjectNode requireSent() {
            return sent.orElseThrow();
        }
    }

    /**
     * A version as it is stored, or as this write brings it.
     *
     * @param custodian who answers for it
     * @param patientKey in whose record; empty where it is in none, or not stored yet
     */
    record Stored(ResourceKey key, ObjectNode json, String custodian, OptionalLong patientKey) {}

    /** Looks at other resources, in the transaction of the write. */
    interface Lookup {

        /** Those of these that the write brings along or that the caller may see. */
        Map<ResourceKey, Stored> find(Collection<ResourceKey> keys);

        /**
         * Current version of a resource of the same matter, locked, whether or not the caller may see it: to change it, or
         * to go by it. Nothing of it may be told.
         */
        Optional<Stored> hold(ResourceKey key);

        /** Codes of the facilities that the caller's facility answers for. */
        Set<String> own();
    }

    /**
     * Another resource to be stored with the one that was sent, in the same record.
     *
     * @param custodian who answers for it
     * @param former the version that it replaces, as {@link Lookup#hold} gave it
     */
    record Beside(ObjectNode resource, String custodian, Optional<Stored> former) {}

    /**
     * Somebody of this facility must be able to see these resources when all is stored.
     *
     * @param otherwise why the write is refused when the patient's decisions do not let them
     */
    record Reach(String facility, Set<ResourceKey> resources, ExchangeException otherwise) {}

    /**
     * What becomes of a proposal.
     *
     * @param resource what is stored instead of what was sent
     * @param beside changes and new resources that belong to it
     * @param stored called with the key of the patient when all is stored, before the transaction ends
     */
    record Ruling(ObjectNode resource, List<Beside> beside, List<Reach> reaches, LongConsumer stored) {

        /** As it was sent, or filled in. */
        public static Ruling of(ObjectNode resource) {
            return new Ruling(resource, List.of(), List.of(), _ -> {});
        }
    }
}
