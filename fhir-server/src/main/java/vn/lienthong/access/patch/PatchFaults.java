package vn.lienthong.access.patch;

import org.jspecify.annotations.Nullable;
import vn.lienthong.shared.ExchangeException;
import vn.lienthong.shared.Issue;

/**
 * How a patch is refused: 400 where it cannot be understood, 422 where it does not fit the resource.
 *
 * @param place FHIRPath of the operation within the request; {@code null} where the body is no FHIR
 * @param operation its number, from 1
 */
record PatchFaults(@Nullable String place, int operation) {

    ExchangeException malformed(String code, String diagnostics) {
        return Issue.malformed(code, place, "Operation %d: %s".formatted(operation, diagnostics));
    }

    ExchangeException unfit(String code, String diagnostics) {
        return Issue.unprocessable(code, place, "Operation %d: %s".formatted(operation, diagnostics));
    }
}
