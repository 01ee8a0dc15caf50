package vn.lienthong.access;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import vn.lienthong.shared.ExchangeException;
import vn.lienthong.shared.Issue;
import vn.lienthong.shared.ResourceKey;

/** What {@code $document} can be asked for. What is not understood is refused, never ignored. */
record DocumentParameters(Map<String, List<String>> given, String base) {

    /** The answer can be cut to size by HAPI afterwards. */
    private static final Set<String> KNOWN = Set.of("id", "persist", "_summary");

    /** The Composition that the address or the parameter {@code id} names. */
    ResourceKey composition(Optional<String> addressed) {
        given.keySet().forEach(this::mustBeKnown);
        mustNotPersist();
        if (addressed.isPresent()) {
            if (given.containsKey("id")) {
                throw wrong("duplicate", "id", "The address names the Composition already: leave the parameter out.");
            }
            return new ResourceKey("Composition", addressed.get());
        }
        var values = given.getOrDefault("id", List.of());
        if (values.size() != 1) {
            throw wrong("required", "id", "Name one Composition, for example `Composition/$document?id=123`.");
        }
        return named(values.getFirst());
    }

    private ResourceKey named(String text) {
        var relative = text.startsWith(base + "/") ? text.substring(base.length() + 1) : text;
        if (ResourceKey.isId(relative)) {
            return new ResourceKey("Composition", relative);
        }
        return ResourceKey.ofReference(relative)
                .filter(key -> key.type().equals("Composition"))
                .orElseThrow(
                        () -> wrong("value", "id", "It is the id of a Composition of this exchange, such as `123`."));
    }

    private void mustBeKnown(String name) {
        if (!KNOWN.contains(name)) {
            throw Issue.malformed(
                    "not-supported",
                    null,
                    "There is no parameter `%s` here. Known are `id` and `persist`, for example".formatted(name)
                            + " `Composition/123/$document?persist=false`.");
        }
    }

    /** What this reader may see of a record is not what others may see: it is not kept under anybody's name. */
    private void mustNotPersist() {
        for (var value : given.getOrDefault("persist", List.of())) {
            if (value.equals("true")) {
                throw wrong(
                        "not-supported",
                        "persist",
                        "The exchange does not keep what it puts together for one reader. Send the answer to"
                                + " `POST Bundle` to keep it as your facility's.");
            }
            if (!value.equals("false")) {
                throw wrong("value", "persist", "It is `false`, or left out.");
            }
        }
    }

    private static ExchangeException wrong(String code, String name, String diagnostics) {
        return Issue.malformed(code, null, "Parameter `%s`: %s".formatted(name, diagnostics));
    }
}
