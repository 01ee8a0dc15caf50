package vn.lienthong.record.fhir;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.PrimitiveType;
import vn.lienthong.identity.PatientFacts;
import vn.lienthong.identity.PatientIdentifier;
import vn.lienthong.search.FoldedText;
import vn.lienthong.shared.ResourceKey;

/** What identity keeps of a Patient. */
final class PatientFactsReader {

    private PatientFactsReader() {}

    static PatientFacts read(Patient patient) {
        var names = new HashSet<String>();
        patient.getName().forEach(name -> addNames(name, names));
        return new PatientFacts(
                patient.getIdentifier().stream()
                        .filter(Identifier::hasValue)
                        .map(PatientFactsReader::identifier)
                        .collect(Collectors.toUnmodifiableSet()),
                names,
                patient.getBirthDateElement().getValueAsString(),
                patient.hasGender() ? patient.getGender().toCode() : null,
                !patient.hasActive() || patient.getActive(),
                linkedPatients(patient));
    }

    private static PatientIdentifier identifier(Identifier identifier) {
        boolean current = !identifier.hasUse()
                || identifier.getUse() == Identifier.IdentifierUse.OFFICIAL
                || identifier.getUse() == Identifier.IdentifierUse.USUAL
                || identifier.getUse() == Identifier.IdentifierUse.SECONDARY;
        return new PatientIdentifier(
                identifier.hasSystem() ? identifier.getSystem() : "",
                identifier.getValue().strip(),
                current);
    }

    private static void addNames(HumanName name, Set<String> names) {
        addName(name.getText(), names);
        addName(name.getFamily(), names);
        name.getGiven().stream().map(PrimitiveType::getValue).forEach(given -> addName(given, names));
        addName(name.getNameAsSingleString(), names);
    }

    private static void addName(@org.jspecify.annotations.Nullable String text, Set<String> names) {
        if (text != null && !text.isBlank()) {
            names.add(FoldedText.fold(text));
        }
    }

    private static Set<String> linkedPatients(Patient patient) {
        return patient.getLink().stream()
                .filter(link -> link.getOther().hasReference())
                .flatMap(link -> ResourceKey.ofReference(link.getOther().getReference()).stream())
                .filter(key -> key.type().equals("Patient"))
                .map(ResourceKey::id)
                .collect(Collectors.toUnmodifiableSet());
    }
}
