package vn.lienthong.access;

import java.util.List;
import java.util.Map;
import java.util.Set;
import vn.lienthong.shared.Issue;
import vn.lienthong.summary.SummaryComposition;

/** What {@code $summary} can be asked for. What is not understood is refused, never ignored. */
record SummaryParameters(Map<String, List<String>> given) {

    /** Versions of the guide whose rules a summary keeps. */
    private static final Set<String> PROFILES =
            Set.of(SummaryComposition.PROFILE, SummaryComposition.PROFILE + "|2.0.0");

    /** The answer can be cut to size by HAPI afterwards. */
    private static final Set<String> KNOWN = Set.of("profile", "identifier", "_summary");

    void check() {
        for (var name : given.keySet()) {
            if (!KNOWN.contains(name)) {
                throw Issue.malformed(
                        "not-supported",
                        null,
                        "There is no parameter `%s` here. Known is `profile`, for example `profile=%s`."
                                .formatted(name, SummaryComposition.PROFILE));
            }
        }
        if (given.containsKey("identifier")) {
            throw Issue.malformed(
                    "duplicate",
                    null,
                    "Parameter `identifier`: The address names the patient already: leave the parameter out.");
        }
        for (var profile : given.getOrDefault("profile", List.of())) {
            if (!PROFILES.contains(profile)) {
                throw Issue.malformed(
                        "not-supported",
                        null,
                        "Parameter `profile`: `%s` is no profile of a summary here. Example: `profile=%s`."
                                .formatted(profile, SummaryComposition.PROFILE));
            }
        }
    }
}
