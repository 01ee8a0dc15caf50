package vn.lienthong.access.fhir;

/** A Consent says something that this exchange does not understand; it then denies. */
final class UnreadableConsentException extends RuntimeException {

    UnreadableConsentException(String problem) {
        super(problem, null, false, false);
    }
}
