package vn.lienthong.identity;

import java.util.Optional;
import java.util.regex.Pattern;

/** Identifiers that the state gives to a person, under the identifier systems that are in use for them. */
enum NationalIdentifier {
    /**
     * Personal identification number, 12 digits, given once at birth registration. It begins with the code of a province,
     * 001 to 099: what people enter to fill the field (zeros, nines, 123456789012) must not bring strangers together.
     */
    CCCD(
            Pattern.compile("0(?!00)\\d{11}"),
            "http://fhir.hl7.org.vn/core/sid/cccd",
            "http://fhir.ehealth.gov.vn/core/sid/citizen_id"),

    /** Health insurance card: object group, benefit, province, social insurance number. Cards are lent. */
    BHYT(
            Pattern.compile("(?:[A-Z]{2}[1-5]\\d{2})?(?!0{10})\\d{10}"),
            "http://fhir.hl7.org.vn/core/sid/bhyt",
            "http://fhir.ehealth.gov.vn/core/sid/insurance_number");

    private final Pattern form;
    private final String system;
    private final String alias;

    NationalIdentifier(Pattern form, String system, String alias) {
        this.form = form;
        this.system = system;
        this.alias = alias;
    }

    /** The kind of this identifier, if it is a current one and well formed. */
    static Optional<NationalIdentifier> of(PatientIdentifier identifier) {
        for (var kind : values()) {
            if (identifier.current()
                    && kind.names(identifier.system())
                    && kind.form.matcher(identifier.value()).matches()) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }

    private boolean names(String identifierSystem) {
        return system.equals(identifierSystem) || alias.equals(identifierSystem);
    }
}
