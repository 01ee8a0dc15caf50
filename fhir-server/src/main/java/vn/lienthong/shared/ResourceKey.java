package vn.lienthong.shared;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Type and <a href="https://hl7.org/fhir/R4/datatypes.html#id">id</a> of a resource; written {@code Type/id}, as a
 * relative reference is.
 */
public record ResourceKey(String type, String id) implements Comparable<ResourceKey> {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9\\-.]{1,64}");
    private static final Pattern RELATIVE =
            Pattern.compile("([A-Z][A-Za-z]+)/([A-Za-z0-9\\-.]{1,64})(?:/_history/.+)?");

    public static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    /** The key of a relative literal reference, version part ignored; empty for any other text. */
    public static Optional<ResourceKey> ofReference(String reference) {
        var matcher = RELATIVE.matcher(reference);
        return matcher.matches() ? Optional.of(new ResourceKey(matcher.group(1), matcher.group(2))) : Optional.empty();
    }

    @Override
    public int compareTo(ResourceKey other) {
        int byType = type.compareTo(other.type);
        return byType != 0 ? byType : id.compareTo(other.id);
    }

    @Override
    public String toString() {
        return type + "/" + id;
    }
}
