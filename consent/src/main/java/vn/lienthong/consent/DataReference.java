package vn.lienthong.consent;

/**
 * Data that a provision names, from <a
 * href="https://hl7.org/fhir/R4/consent-definitions.html#Consent.provision.data">{@code Consent.provision.data}</a>.
 *
 * <p>{@code RELATED} and {@code DEPENDENTS} reach the named resource and the rows of the named encounter. A row carries
 * no other reference, so a reader must treat these meanings with another target than an Encounter as unreadable.
 *
 * @param key {@code Type/id}
 */
public record DataReference(Meaning meaning, String key) {

    /** How the rows relate to the named resource. */
    public enum Meaning {
        INSTANCE,
        RELATED,
        DEPENDENTS,
        AUTHORED_BY
    }

    public DataReference {
        int slash = key.indexOf('/');
        if (slash <= 0 || slash == key.length() - 1) {
            throw new IllegalArgumentException("`" + key + "` must have the form Type/id.");
        }
    }

    String type() {
        return key.substring(0, key.indexOf('/'));
    }

    String id() {
        return key.substring(key.indexOf('/') + 1);
    }
}
