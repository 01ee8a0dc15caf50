package vn.lienthong.access.fhir;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.lienthong.consent.Action;

/** Codes of <a href="https://hl7.org/fhir/R4/valueset-consent-action.html">Consent Action</a>. */
final class ConsentActions {

    private ConsentActions() {}

    static Optional<Action> of(@Nullable String code) {
        for (var action : Action.values()) {
            if (action.name().toLowerCase(Locale.ROOT).equals(code)) {
                return Optional.of(action);
            }
        }
        return Optional.empty();
    }
}
