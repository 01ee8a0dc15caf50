package vn.lienthong.security;

import java.util.Optional;

/** The verified identifier of a caller who is a patient; the claim `patient_identifier`, written `system|value`. */
public record PatientIdentifier(String system, String value) {

    public PatientIdentifier {
        if (system.isBlank() || value.isBlank()) {
            throw new IllegalArgumentException("A patient's identifier has a system and a value.");
        }
    }

    /** Empty when {@code text} is not `system|value`. */
    public static Optional<PatientIdentifier> parse(String text) {
        int bar = text.lastIndexOf('|');
        if (bar < 1 || bar == text.length() - 1) {
            return Optional.empty();
        }
        return Optional.of(new PatientIdentifier(text.substring(0, bar), text.substring(bar + 1)));
    }

    /** Says nothing: an identifier in a log or a message would be a leak. */
    @Override
    public String toString() {
        return "PatientIdentifier[hidden]";
    }
}
