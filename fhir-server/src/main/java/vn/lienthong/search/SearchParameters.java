package vn.lienthong.search;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** All search parameters of all resource types, by type and code. Immutable. */
public final class SearchParameters {

    private final Map<String, List<SearchParameter>> byType;
    private final Map<String, Map<String, SearchParameter>> byCode;

    /** Takes the parameters of each type in the order of their ordinals, which count from 0 without a hole. */
    public SearchParameters(Map<String, List<SearchParameter>> parameters) {
        var lists = new TreeMap<String, List<SearchParameter>>();
        var codes = new HashMap<String, Map<String, SearchParameter>>();
        parameters.forEach((type, list) -> {
            lists.put(type, List.copyOf(list));
            var ofType = new HashMap<String, SearchParameter>();
            for (int i = 0; i < list.size(); i++) {
                SearchParameter parameter = list.get(i);
                if (parameter.ordinal() != i || !parameter.type().equals(type)) {
                    throw new IllegalArgumentException(type + "." + parameter.code() + " is not at its ordinal");
                }
                ofType.put(parameter.code(), parameter);
            }
            codes.put(type, Map.copyOf(ofType));
        });
        byType = lists;
        byCode = Map.copyOf(codes);
    }

    public Optional<SearchParameter> find(String type, String code) {
        return Optional.ofNullable(byCode.getOrDefault(type, Map.of()).get(code));
    }

    /** The parameters of a type by ordinal; empty for an unknown type. */
    public List<SearchParameter> ofType(String type) {
        return byType.getOrDefault(type, List.of());
    }

    public boolean knowsType(String type) {
        return byType.containsKey(type);
    }

    public Set<String> types() {
        return new TreeSet<>(byType.keySet());
    }

    /** SHA-256 over type, ordinal, code and kind of every parameter: it changes when stored values would be misread. */
    public String fingerprint() {
        var text = new StringBuilder();
        byType.forEach((type, list) -> list.forEach(parameter -> text.append(type)
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
