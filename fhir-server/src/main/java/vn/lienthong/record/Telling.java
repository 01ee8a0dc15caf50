package vn.lienthong.record;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.lienthong.shared.ResourceKey;

/**
 * What a resource tells by codes and by referring to others: enough to know how sensitive it is. It is taken while the
 * JSON is copied, so it costs no walk of its own.
 *
 * @param codes every Coding wherever it stands, contained resources and extensions included
 * @param references what it tells of; not whose it is or at which visit it was made
 * @param encounters the visits that it was made at
 * @param attachments resources that hold part of its content
 * @param labels codes of {@code meta.security} of the resources within it
 */
public record Telling(
        Set<Code> codes,
        Set<ResourceKey> references,
        Set<ResourceKey> encounters,
        Set<ResourceKey> attachments,
        Set<String> labels) {

    /** A document says what happened at the visit it is about; a pulse says only that there was one. */
    private static final Set<String> ABOUT_ENCOUNTERS = Set.of("Bundle", "Composition", "DocumentReference");

    public Telling {
        codes = Set.copyOf(codes);
        references = Set.copyOf(references);
        encounters = Set.copyOf(encounters);
        attachments = Set.copyOf(attachments);
        labels = Set.copyOf(labels);
    }

    /** A Coding, as it was sent. */
    public record Code(@Nullable String system, String code) {}

    /** Whether a resource of this type, telling this, is at least as sensitive as the other. */
    boolean tellsOf(String type, ResourceKey other) {
        return references.contains(other)
                || attachments.contains(other)
                || (ABOUT_ENCOUNTERS.contains(type) && encounters.contains(other));
    }

    /** All that {@link #tellsOf} says yes to. */
    Set<ResourceKey> told(String type) {
        if (attachments.isEmpty() && (encounters.isEmpty() || !ABOUT_ENCOUNTERS.contains(type))) {
            return references;
        }
        var all = new java.util.HashSet<>(references);
        all.addAll(attachments);
        if (ABOUT_ENCOUNTERS.contains(type)) {
            all.addAll(encounters);
        }
        return all;
    }
}
