package vn.lienthong.record;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import vn.lienthong.shared.ResourceKey;

/**
 * Lets labels follow from what is told of to what tells, until nothing changes. A part of a resource's content that is
 * kept elsewhere, such as the Binary of a document, takes the labels of the resource as well.
 */
final class LabelSpread {

    private final Map<ResourceKey, LabelDraft> drafts = new HashMap<>();
    private final Map<ResourceKey, Set<String>> found = new HashMap<>();

    /** @param own codes that each draft has by itself */
    LabelSpread(Collection<LabelDraft> drafts, Map<ResourceKey, Set<String>> own) {
        for (var draft : drafts) {
            this.drafts.put(draft.key(), draft);
            found.put(draft.key(), new HashSet<>(own.getOrDefault(draft.key(), Set.of())));
        }
    }

    void add(ResourceKey key, Collection<String> labels) {
        var known = found.get(key);
        if (known != null) {
            known.addAll(Labels.restricting(labels));
        }
    }

    Map<ResourceKey, Set<String>> settle() {
        boolean grew = true;
        while (grew) {
            grew = false;
            for (var draft : drafts.values()) {
                for (var told : draft.told()) {
                    grew |= follow(draft, told);
                }
            }
        }
        return found;
    }

    private boolean follow(LabelDraft teller, ResourceKey told) {
        var other = drafts.get(told);
        if (other == null || !sameHands(teller, other)) {
            return false;
        }
        boolean grew = take(teller, other);
        return (teller.telling().attachments().contains(told) && take(other, teller)) || grew;
    }

    private boolean take(LabelDraft to, LabelDraft from) {
        var labels = found.get(to.key());
        var others = found.get(from.key());
        if (labels == null || others == null) {
            return false;
        }
        boolean grew = labels.addAll(others);
        return labels.addAll(Labels.restricting(from.sent())) || grew;
    }

    /** One custodian's resources in one record: a label that came from elsewhere would tell what it came from. */
    static boolean sameHands(LabelDraft one, LabelDraft other) {
        return one.home().equals(other.home()) && one.custodian().equals(other.custodian());
    }
}
