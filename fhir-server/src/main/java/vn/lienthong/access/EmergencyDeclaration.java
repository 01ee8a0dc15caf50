package vn.lienthong.access;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a clinician declares in order to break the glass. */
record EmergencyDeclaration(Reason reason, String text, Duration duration) {

    /** System of the reasons; the constants are its codes. */
    static final String REASONS = "https://lienthong.vn/fhir/CodeSystem/emergency-reason";

    /** Parameters of {@code $emergency-access}. */
    static final List<String> PARAMETERS = List.of("reason", "text", "hours");

    enum Reason {
        LIFE_THREATENING("Life or limb is in danger"),
        UNABLE_TO_CONSENT("The patient cannot decide and nobody who may decide can be reached"),
        URGENT_TREATMENT("Treatment cannot wait for the patient's decision"),
        DANGER_TO_OTHERS("Other people are in danger");

        private final String display;

        Reason(String display) {
            this.display = display;
        }

        String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        String display() {
            return display;
        }
    }

    static EmergencyDeclaration read(OperationInput input, EmergencyProperties properties) {
        return new EmergencyDeclaration(reason(input), Justification.of(input, "text"), duration(input, properties));
    }

    private static Reason reason(OperationInput input) {
        var code = input.code("reason", REASONS).orElse("");
        return Arrays.stream(Reason.values())
                .filter(reason -> reason.code().equals(code))
                .findFirst()
                .orElseThrow(() -> OperationInput.wrong(
                        code.isEmpty() ? "required" : "code-invalid",
                        "reason",
                        "It is needed, and is one of %s."
                                .formatted(Arrays.stream(Reason.values())
                                        .map(reason -> "`" + reason.code() + "`")
                                        .collect(Collectors.joining(", ")))));
    }

    private static Duration duration(OperationInput input, EmergencyProperties properties) {
        var hours = input.count("hours");
        if (hours.isEmpty()) {
            return properties.duration();
        }
        var wanted = Duration.ofHours(hours.getAsInt());
        if (wanted.compareTo(properties.maxDuration()) > 0) {
            throw OperationInput.wrong(
                    "value",
                    "hours",
                    "At most %d hours can be opened at once."
                            .formatted(properties.maxDuration().toHours()));
        }
        return wanted;
    }
}
