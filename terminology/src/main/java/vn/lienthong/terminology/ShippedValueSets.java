package vn.lienthong.terminology;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The value sets of sensitive codes that come with the exchange, as FHIR JSON. */
public final class ShippedValueSets {

    /** Raise it with every change of a file: a running exchange takes the sets of the highest release it has seen. */
    public static final int RELEASE = 1;

    private static final List<String> NAMES = List.of(
            "sensitive-abuse",
            "sensitive-hiv",
            "sensitive-mental-health",
            "sensitive-sexual-and-reproductive-health",
            "sensitive-substance-use");

    private ShippedValueSets() {}

    /** JSON by id. */
    public static Map<String, byte[]> read() {
        var sets = new LinkedHashMap<String, byte[]>();
        for (var name : NAMES) {
            try (var stream = ShippedValueSets.class.getResourceAsStream("sensitivity/" + name + ".json")) {
                if (stream == null) {
                    throw new IllegalStateException(name + " is not in the class path");
                }
                sets.put(name, stream.readAllBytes());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return sets;
    }
}
