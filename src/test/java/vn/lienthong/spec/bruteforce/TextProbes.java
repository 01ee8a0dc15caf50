package vn.lienthong.spec.bruteforce;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Address;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.hl7.fhir.r4.model.StringType;

/** Strings and their modifiers. */
final class TextProbes {

    private TextProbes() {}

    static List<Probe> of(Base element) {
        var probes = new ArrayList<Probe>();
        strings(element).filter(text -> !Plain.of(text).isBlank()).forEach(text -> {
            String begin = text.substring(0, Math.min(text.length(), 3)).toUpperCase(Locale.ROOT);
            String within = text.substring(text.length() / 3, text.length() - text.length() / 4);
            probes.add(Probe.of("", Probe.escape(text), any(other -> begins(other, text))));
            if (!begin.isBlank()) {
                probes.add(Probe.of("", Probe.escape(begin), any(other -> begins(other, begin))));
            }
            probes.add(Probe.of(":exact", Probe.escape(text), any(text::equals)));
            if (!within.isBlank()) {
                probes.add(Probe.of(
                        ":contains",
                        Probe.escape(within),
                        any(other -> Plain.of(other).contains(Plain.of(within)))));
                probes.add(Probe.of(":exact", Probe.escape(within), any(within::equals)));
            }
        });
        return probes;
    }

    private static boolean begins(String text, String begin) {
        return Plain.of(text).startsWith(Plain.of(begin));
    }

    private static Predicate<Base> any(Predicate<String> test) {
        return element -> strings(element).anyMatch(test);
    }

    private static Stream<String> strings(Base element) {
        return switch (element) {
            case HumanName name -> name(name);
            case Address address ->
                Stream.concat(
                                values(address.getLine()),
                                Stream.of(
                                        address.getText(),
                                        address.getCity(),
                                        address.getDistrict(),
                                        address.getState(),
                                        address.getPostalCode(),
                                        address.getCountry()))
                        .filter(text -> text != null);
            case PrimitiveType<?> primitive -> Stream.ofNullable(primitive.getValueAsString());
            default -> Stream.of();
        };
    }

    /** Where there is no text, the whole name as it is said here, family first, is found too. */
    private static Stream<String> name(HumanName name) {
        var spoken = Stream.concat(Stream.ofNullable(name.getFamily()), values(name.getGiven()))
                .toList();
        return Stream.of(
                        spoken.stream(),
                        values(name.getPrefix()),
                        values(name.getSuffix()),
                        name.hasText() ? Stream.of(name.getText()) : Stream.of(String.join(" ", spoken)))
                .flatMap(strings -> strings);
    }

    private static Stream<String> values(List<StringType> elements) {
        return elements.stream().map(StringType::getValue).filter(text -> text != null);
    }
}
