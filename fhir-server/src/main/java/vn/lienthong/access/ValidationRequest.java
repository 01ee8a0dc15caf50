package vn.lienthong.access;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import vn.lienthong.shared.ExchangeException;
import vn.lienthong.shared.Issue;
import vn.lienthong.shared.ResourceKey;

/**
 * One call of {@code $validate}.
 *
 * @param id of the address, where it names a resource
 * @param text what is to be validated, as JSON or XML; empty where what is stored is meant
 * @param given simple parameters by name
 */
public record ValidationRequest(
        String type, Optional<String> id, Optional<String> text, boolean xml, Map<String, List<String>> given) {

    /** <a href="https://hl7.org/fhir/R4/valueset-resource-validation-mode.html">What the resource is validated for</a>. */
    enum Mode {
        CREATE,
        UPDATE,
        DELETE,
        PROFILE,
        CONTENT
    }

    Optional<ResourceKey> addressed() {
        return id.map(known -> new ResourceKey(type, known));
    }

    /** @throws ExchangeException 400 for what is not understood */
    Mode mode() {
        given.keySet().stream()
                .filter(name -> !name.equals("mode") && !name.equals("profile") && !name.equals("_summary"))
                .findFirst()
                .ifPresent(name -> {
                    throw Issue.malformed(
                            "not-supported",
                            null,
                            "There is no parameter `%s` here. Known are `resource`, `mode` and `profile`."
                                    .formatted(name));
                });
        var modes = given.getOrDefault("mode", List.of());
        if (modes.size() > 1) {
            throw wrong("duplicate", "mode", "Give it once.");
        }
        return modes.isEmpty()
                ? Mode.CONTENT
                : switch (modes.getFirst()) {
                    case "create" -> Mode.CREATE;
                    case "update" -> Mode.UPDATE;
                    case "delete" -> Mode.DELETE;
                    case "profile" -> Mode.PROFILE;
                    default -> throw wrong("value", "mode", "It is one of `create`, `update`, `delete` and `profile`.");
                };
    }

    List<String> profiles() {
        var profiles = given.getOrDefault("profile", List.of());
        if (mode() == Mode.PROFILE && profiles.isEmpty()) {
            throw wrong(
                    "required",
                    "profile",
                    "Mode `profile` needs one: `profile=http://hl7.org/fhir/StructureDefinition/vitalsigns`.");
        }
        for (var profile : profiles) {
            if (!profile.matches("[A-Za-z][A-Za-z0-9+.-]*:\\S+")) {
                throw wrong(
                        "value",
                        "profile",
                        "It is the canonical URL of a profile, such as `http://hl7.org/fhir/StructureDefinition/vitalsigns`.");
            }
        }
        return profiles;
    }

    static ExchangeException wrong(String code, String name, String diagnostics) {
        return Issue.malformed(code, null, "Parameter `%s`: %s".formatted(name, diagnostics));
    }
}
