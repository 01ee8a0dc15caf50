package vn.lienthong.search.fhir;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.ContactPoint;
import org.hl7.fhir.r4.model.Enumeration;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.jspecify.annotations.Nullable;
import vn.lienthong.search.SearchValue;

/** The <a href="https://hl7.org/fhir/R4/search.html#token">tokens</a> of an element. */
final class TokenValues {

    private static final String SPECIAL_VALUES = "http://terminology.hl7.org/CodeSystem/special-values";

    private TokenValues() {}

    static void read(Base element, Consumer<SearchValue> values) {
        switch (element) {
            case CodeableConcept concept -> readConcept(concept, values);
            case Coding coding -> readCoding(coding, values);
            case Identifier identifier -> readIdentifier(identifier, values);
            case ContactPoint contact -> readContact(contact, values);
            case PrimitiveType<?> primitive -> {
                if (primitive.hasValue()) {
                    values.accept(primitive(primitive));
                }
            }
            default -> {}
        }
    }

    /** A code's system is that of its required value set; the element itself carries none. */
    private static SearchValue primitive(PrimitiveType<?> primitive) {
        return switch (primitive) {
            case Enumeration<?> code -> SearchValue.Token.implied(code.getSystem(), code.getValueAsString());
            case BooleanType flag -> SearchValue.Token.implied(SPECIAL_VALUES, flag.getValueAsString());
            default -> SearchValue.Token.of(null, primitive.getValueAsString(), null);
        };
    }

    private static void readConcept(CodeableConcept concept, Consumer<SearchValue> values) {
        concept.getCoding().forEach(coding -> readCoding(coding, values));
        if (concept.hasText()) {
            values.accept(SearchValue.Token.of(null, null, concept.getText()));
        }
    }

    private static void readCoding(Coding coding, Consumer<SearchValue> values) {
        if (coding.hasSystem() || coding.hasCode() || coding.hasDisplay()) {
            values.accept(SearchValue.Token.of(
                    emptyToNull(coding.getSystem()), emptyToNull(coding.getCode()), emptyToNull(coding.getDisplay())));
        }
    }

    private static void readIdentifier(Identifier identifier, Consumer<SearchValue> values) {
        if (!identifier.hasSystem() && !identifier.hasValue()) {
            return;
        }
        var types = new ArrayList<SearchValue.Token.Type>();
        String text = null;
        if (identifier.hasType()) {
            text = emptyToNull(identifier.getType().getText());
            readTypes(identifier.getType().getCoding(), types);
        }
        values.accept(new SearchValue.Token(
                emptyToNull(identifier.getSystem()), false, emptyToNull(identifier.getValue()), text, types));
    }

    private static void readTypes(List<Coding> codings, List<SearchValue.Token.Type> types) {
        for (Coding coding : codings) {
            if (coding.hasCode()) {
                types.add(new SearchValue.Token.Type(emptyToNull(coding.getSystem()), coding.getCode()));
            }
        }
    }

    private static void readContact(ContactPoint contact, Consumer<SearchValue> values) {
        if (contact.hasValue()) {
            var system = contact.getSystem();
            values.accept(SearchValue.Token.implied(system == null ? null : system.toCode(), contact.getValue()));
        }
    }

    private static @Nullable String emptyToNull(@Nullable String text) {
        return (text == null || text.isEmpty()) ? null : text;
    }
}
