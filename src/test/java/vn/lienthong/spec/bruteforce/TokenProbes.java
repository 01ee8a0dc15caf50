package vn.lienthong.spec.bruteforce;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.ContactPoint;
import org.hl7.fhir.r4.model.Enumeration;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.jspecify.annotations.Nullable;

/** Tokens and their modifiers. */
final class TokenProbes {

    private static final String SPECIAL_VALUES = "http://terminology.hl7.org/CodeSystem/special-values";

    /** @param implied the element carries no system, the value set that it is bound to does */
    private record Token(
            @Nullable String system,
            boolean implied,
            @Nullable String code,
            @Nullable String text,
            List<Coding> types) {

        boolean isCode(String other) {
            return code != null && code.equalsIgnoreCase(other);
        }
    }

    private TokenProbes() {}

    static List<Probe> of(Base element) {
        var probes = new ArrayList<Probe>();
        tokens(element).forEach(token -> add(token, probes));
        return probes;
    }

    private static void add(Token token, List<Probe> probes) {
        String text = token.text();
        if (text != null && !Plain.of(text).isBlank()) {
            String begin = text.substring(0, Math.min(text.length(), 9));
            probes.add(Probe.of(":text", Probe.escape(begin), any(t -> hasText(t, begin))));
        }
        String code = token.code();
        if (code == null) {
            return;
        }
        String escaped = Probe.escape(code);
        probes.add(Probe.of("", escaped, any(t -> t.isCode(code))));
        probes.add(Probe.of("", "none-such," + escaped, any(t -> t.isCode(code))));
        probes.add(Probe.not(":not", escaped, any(t -> t.isCode(code))));
        probes.add(Probe.of("", "|" + escaped, any(t -> t.isCode(code) && (t.system() == null || t.implied()))));
        String system = token.system();
        if (system != null) {
            String both = Probe.escape(system) + "|" + escaped;
            Predicate<Base> test = any(t -> t.isCode(code) && system.equals(t.system()));
            probes.add(Probe.of("", both, test));
            probes.add(Probe.not(":not", both, test));
            probes.add(Probe.of("", Probe.escape(system) + "|", any(t -> system.equals(t.system()))));
        }
        token.types().stream().filter(Coding::hasCode).forEach(type -> addOfType(type, code, probes));
    }

    private static void addOfType(Coding type, String value, List<Probe> probes) {
        probes.add(Probe.of(
                ":of-type",
                Probe.escape(Objects.requireNonNullElse(type.getSystem(), "")) + "|" + Probe.escape(type.getCode())
                        + "|" + Probe.escape(value),
                any(t -> t.isCode(value)
                        && t.types().stream()
                                .anyMatch(other -> type.getCode().equals(other.getCode())
                                        && (!type.hasSystem()
                                                || type.getSystem().equals(other.getSystem()))))));
    }

    private static boolean hasText(Token token, String begin) {
        return token.text() != null && Plain.of(token.text()).startsWith(Plain.of(begin));
    }

    private static Predicate<Base> any(Predicate<Token> test) {
        return element -> tokens(element).anyMatch(test);
    }

    /** A code alone: what components of composites are compared by. */
    static boolean isCode(Base element, @Nullable String system, String code) {
        return tokens(element).anyMatch(t -> t.isCode(code) && (system == null || system.equals(t.system())));
    }

    private static Stream<Token> tokens(Base element) {
        return switch (element) {
            case CodeableConcept concept ->
                Stream.concat(
                        concept.getCoding().stream().map(TokenProbes::coding),
                        concept.hasText()
                                ? Stream.of(new Token(null, false, null, concept.getText(), List.of()))
                                : Stream.of());
            case Coding coding -> Stream.of(coding(coding));
            case Identifier identifier ->
                Stream.of(new Token(
                        identifier.getSystem(),
                        false,
                        identifier.getValue(),
                        identifier.getType().getText(),
                        identifier.getType().getCoding()));
            case ContactPoint contact ->
                Stream.of(new Token(
                        contact.hasSystem() ? contact.getSystem().toCode() : null,
                        true,
                        contact.getValue(),
                        null,
                        List.of()));
            case Enumeration<?> code ->
                Stream.of(new Token(code.getSystem(), true, code.getValueAsString(), null, List.of()));
            case BooleanType flag ->
                Stream.of(new Token(SPECIAL_VALUES, true, flag.getValueAsString(), null, List.of()));
            case PrimitiveType<?> primitive ->
                Stream.of(new Token(null, false, primitive.getValueAsString(), null, List.of()));
            default -> Stream.of();
        };
    }

    private static Token coding(Coding coding) {
        return new Token(coding.getSystem(), false, coding.getCode(), coding.getDisplay(), List.of());
    }
}
