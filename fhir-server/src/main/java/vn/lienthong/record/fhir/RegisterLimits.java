package vn.lienthong.record.fhir;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import vn.lienthong.search.FoldedText;

/**
 * What persons and facilities are looked up by stands in an index, and an entry of an index has 2,704 bytes at most: what
 * is longer is refused here, with its place, and not by the database.
 */
final class RegisterLimits {

    /** Value and system stand in one entry. */
    private static final int MAX_IDENTIFIER = 1000;

    private static final int MAX_NAME = 2000;

    private RegisterLimits() {}

    static List<StructureIssue> exceededIn(Resource resource) {
        var issues = new ArrayList<StructureIssue>();
        switch (resource) {
            case Patient patient -> {
                for (int i = 0; i < patient.getIdentifier().size(); i++) {
                    var identifier = patient.getIdentifier().get(i);
                    var place = "Patient.identifier[%d]".formatted(i);
                    check(identifier.getValue(), MAX_IDENTIFIER, place + ".value", issues);
                    check(identifier.getSystem(), MAX_IDENTIFIER, place + ".system", issues);
                }
                for (int i = 0; i < patient.getName().size(); i++) {
                    var name = patient.getName().get(i);
                    var place = "Patient.name[%d]".formatted(i);
                    var parts = "%s %s".formatted(name.getFamily(), name.getGivenAsSingleString());
                    check(folded(name.getText()), MAX_NAME, place + ".text", issues);
                    check(folded(parts), MAX_NAME, place, issues);
                    check(folded(name.getNameAsSingleString()), MAX_NAME, place, issues);
                }
            }
            case Organization organization -> {
                for (int i = 0; i < organization.getIdentifier().size(); i++) {
                    var value = organization.getIdentifier().get(i).getValue();
                    check(value, MAX_IDENTIFIER, "Organization.identifier[%d].value".formatted(i), issues);
                }
                for (var predecessor : FacilityReader.predecessors(organization)) {
                    check(predecessor, MAX_IDENTIFIER, "Organization.extension", issues);
                }
            }
            default -> {}
        }
        return issues;
    }

    private static @Nullable String folded(@Nullable String text) {
        return text == null ? null : FoldedText.fold(text);
    }

    private static void check(@Nullable String text, int most, String place, List<StructureIssue> issues) {
        if (text != null && text.getBytes(StandardCharsets.UTF_8).length > most) {
            issues.add(StructureIssue.tooLong(
                    place, "This is too long to be looked up by: give at most %d bytes.".formatted(most)));
        }
    }
}
