package vn.lienthong.record;

import java.util.Set;
import vn.lienthong.shared.ResourceKey;

/**
 * A version that waits for its labels.
 *
 * @param sent codes of {@code meta.security} as the client sent them
 */
public record LabelDraft(ResourceKey key, Home home, String custodian, Set<String> sent, Telling telling) {

    public LabelDraft {
        sent = Set.copyOf(sent);
    }

    Set<ResourceKey> told() {
        return telling.told(key.type());
    }

    /** Whether codes matter: of a person's data always, of knowledge only where prescriptions lead to it. */
    boolean codesMatter() {
        return home instanceof Home.OfPatient || key.type().equals("Medication") || ResourceTypes.inRecord(key.type());
    }
}
