package vn.lienthong.search;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * All search parameters of all resource types, by type and code. Thread-safe; a type is loaded when it is first asked for,
 * because loading all takes a second that a start does not have.
 */
public final class SearchParameters {

    private final Set<String> types;
    private final Function<String, List<SearchParameter>> loader;
    private final Map<String, OfType> loaded = new ConcurrentHashMap<>();

    /** Takes a loader that gives the parameters of a type in the order of their ordinals, from 0 without a hole. */
    public SearchParameters(Set<String> types, Function<String, List<SearchParameter>> loader) {
        this.types = new TreeSet<>(types);
        this.loader = loader;
    }

    private record OfType(List<SearchParameter> byOrdinal, Map<String, SearchParameter> byCode) {

        static OfType of(String type, List<SearchParameter> parameters) {
            var byCode = new HashMap<String, SearchParameter>();
            for (int i = 0; i < parameters.size(); i++) {
                SearchParameter parameter = parameters.get(i);
                if (parameter.ordinal() != i || !parameter.type().equals(type)) {
                    throw new IllegalArgumentException(type + "." + parameter.code() + " is not at its ordinal");
                }
                byCode.put(parameter.code(), parameter);
            }
            return new OfType(List.copyOf(parameters), Map.copyOf(byCode));
        }
    }

    private static final OfType NONE = new OfType(List.of(), Map.of());

    private OfType load(String type) {
        OfType known = loaded.get(type);
        if (known != null) {
            return known;
        }
        return types.contains(type) ? loaded.computeIfAbsent(type, t -> OfType.of(t, loader.apply(t))) : NONE;
    }

    public Optional<SearchParameter> find(String type, String code) {
        return Optional.ofNullable(load(type).byCode().get(code));
    }

    /** The parameters of a type by ordinal; empty for an unknown type. */
    public List<SearchParameter> ofType(String type) {
        return load(type).byOrdinal();
    }

    public boolean knowsType(String type) {
        return types.contains(type);
    }

    public Set<String> types() {
        return Collections.unmodifiableSet(types);
    }

    /** SHA-256 over type, ordinal, code and kind of every parameter: it changes when stored values would be misread. */
    public String fingerprint() {
        var text = new StringBuilder();
        types.forEach(type -> ofType(type)
                .forEach(parameter -> text.append(type)
                        .append(' ')
                        .append(parameter.ordinal())
                        .append(' ')
                        .append(parameter.code())
                        .append(' ')
                        .append(parameter.kind())
                        .append('\n')));
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha.digest(text.toString().getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
