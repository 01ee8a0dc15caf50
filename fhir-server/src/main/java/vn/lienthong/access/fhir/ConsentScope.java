package vn.lienthong.access.fhir;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Consent;
import vn.lienthong.consent.Provision;
import vn.lienthong.consent.Purpose;

/** What a Consent is about, by <a href="https://hl7.org/fhir/R4/valueset-consent-scope.html">{@code Consent.scope}</a>. */
enum ConsentScope {
    /** Who may see what: the decisions that the exchange enforces. A Consent without a code is taken as one. */
    PRIVACY,
    /** The same, for research alone. */
    RESEARCH,
    /** To be treated, or how to be treated one day: no decision on data. It can refuse, never grant. */
    OTHER_MATTER,
    UNKNOWN;

    static ConsentScope of(Consent consent) {
        return consent.getScope().getCoding().stream()
                .map(Coding::getCode)
                .filter(code -> code != null)
                .findFirst()
                .map(ConsentScope::ofCode)
                .orElse(PRIVACY);
    }

    private static ConsentScope ofCode(String code) {
        return switch (code.toLowerCase(Locale.ROOT)) {
            case "patient-privacy" -> PRIVACY;
            case "research" -> RESEARCH;
            case "treatment", "adr" -> OTHER_MATTER;
            default -> UNKNOWN;
        };
    }

    boolean grants() {
        return this == PRIVACY || this == RESEARCH;
    }

    /** Where a research Consent names no purpose, research is the purpose. */
    static Provision forResearch(Provision root) {
        return new Provision(
                root.type(),
                root.actors(),
                Optional.of(root.purposes())
                        .filter(purposes -> !purposes.isEmpty())
                        .orElse(Set.of(Purpose.HRESCH)),
                root.actions(),
                root.types(),
                root.codes(),
                root.labels(),
                root.dataPeriod(),
                root.data(),
                root.period(),
                root.holdsInEmergency(),
                root.exceptions());
    }
}
