package vn.lienthong.search.fhir;

import java.text.Normalizer;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Address;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.BaseDateTimeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.ContactPoint;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Timing;
import org.hl7.fhir.r4.model.UriType;
import vn.lienthong.search.SearchKind;

/**
 * The simplest possible search, straight on HAPI's elements: a query made by chance, and whether any element answers it.
 * It shares no code with the search that it checks.
 */
record NaiveMatcher(String modifier, String value, boolean negated, Predicate<Base> test) {

    private static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");

    static boolean knows(SearchKind kind) {
        return switch (kind) {
            case TOKEN, REFERENCE, STRING, URI, DATE -> true;
            case NUMBER, QUANTITY, COMPOSITE, SPECIAL -> false;
        };
    }

    boolean matches(List<Base> elements) {
        return elements.stream().anyMatch(test) != negated;
    }

    static NaiveMatcher random(SearchKind kind, Random random, RandomResources resources) {
        return switch (kind) {
            case TOKEN -> token(random, resources);
            case REFERENCE -> reference(resources);
            case STRING -> text(resources);
            case URI -> {
                String uri = resources.pick(List.of("http://a.vn/b", "http://a.vn/b/c", "urn:oid:1.2.3"));
                yield new NaiveMatcher("", uri, false, e -> isUri(e, uri));
            }
            case DATE -> date(resources);
            case NUMBER, QUANTITY, COMPOSITE, SPECIAL -> throw new IllegalArgumentException("not naive: " + kind);
        };
    }

    private static boolean isUri(Base element, String uri) {
        return element instanceof UriType value
                && value.hasValue()
                && value.getValue().replaceAll("\\|.*", "").equals(uri);
    }

    private static NaiveMatcher token(Random random, RandomResources resources) {
        String code = resources.pick(
                List.of("a", "b", "4548-4", "N18.9", "true", "final", "active", "email", "Nguyễn", "completed"));
        boolean withSystem = random.nextBoolean();
        boolean negated = random.nextBoolean();
        String system = resources.pick(List.of("http://loinc.org", "http://a.vn/b", "urn:oid:1.2.3"));
        String value = withSystem ? system + "|" + code : code;
        return new NaiveMatcher(
                negated ? ":not" : "",
                value,
                negated,
                e -> codings(e)
                        .anyMatch(coding -> coding.hasCode()
                                && coding.getCode().equalsIgnoreCase(code)
                                && (!withSystem || system.equals(coding.getSystem()))));
    }

    private static Stream<Coding> codings(Base element) {
        return switch (element) {
            case CodeableConcept concept -> concept.getCoding().stream();
            case Coding coding -> Stream.of(coding);
            case Identifier identifier -> Stream.of(new Coding(identifier.getSystem(), identifier.getValue(), null));
            case ContactPoint contact -> Stream.of(new Coding("", contact.getValue(), null));
            case PrimitiveType<?> primitive -> Stream.of(new Coding("", primitive.getValueAsString(), null));
            default -> Stream.of();
        };
    }

    private static NaiveMatcher reference(RandomResources resources) {
        String type = resources.pick(List.of("Patient", "Practitioner", "Location", "RelatedPerson"));
        String id = resources.pick(List.of("1", "2", "x-1"));
        boolean typed = resources.pick(List.of(true, false));
        Predicate<Base> test = element -> element instanceof Reference reference
                && reference.hasReference()
                && (reference.getReference() + "/").matches((typed ? type : "[A-Z][a-zA-Z]+") + "/" + id + "/.*");
        return new NaiveMatcher("", typed ? type + "/" + id : id, false, test);
    }

    private static NaiveMatcher text(RandomResources resources) {
        String text = resources.pick(List.of("ng", "NGUYEN", "đức", "hoa", "hòa b", "12/5", "smith-", "alpha", "zz"));
        String mode = resources.pick(List.of("", ":contains", ":exact"));
        return new NaiveMatcher(
                mode,
                text.replace(",", "\\,"),
                false,
                e -> strings(e)
                        .anyMatch(string -> string != null
                                && switch (mode) {
                                    case ":exact" -> string.equals(text);
                                    case ":contains" -> plain(string).contains(plain(text));
                                    default -> plain(string).startsWith(plain(text));
                                }));
    }

    private static Stream<String> strings(Base element) {
        return switch (element) {
            case HumanName name ->
                Stream.of(
                                Stream.ofNullable(name.getFamily()),
                                Stream.of(vietnamese(name)),
                                name.getGiven().stream().map(PrimitiveType::getValue),
                                name.getPrefix().stream().map(PrimitiveType::getValue),
                                name.getSuffix().stream().map(PrimitiveType::getValue))
                        .flatMap(parts -> parts);
            case Address address ->
                Stream.concat(
                        Stream.of(
                                        address.getText(),
                                        address.getCity(),
                                        address.getDistrict(),
                                        address.getState(),
                                        address.getPostalCode(),
                                        address.getCountry())
                                .filter(part -> part != null),
                        address.getLine().stream().map(PrimitiveType::getValue));
            case PrimitiveType<?> primitive -> Stream.ofNullable(primitive.getValueAsString());
            default -> Stream.of();
        };
    }

    /** Family name first, as the search itself adds where there is no text. */
    private static String vietnamese(HumanName name) {
        if (name.hasText()) {
            return name.getText();
        }
        return Stream.concat(
                        Stream.ofNullable(name.getFamily()),
                        name.getGiven().stream().map(PrimitiveType::getValue))
                .reduce((one, other) -> one + " " + other)
                .orElse("\u0000");
    }

    private static String plain(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT)
                .replace('đ', 'd')
                .replaceAll("[^\\p{L}\\p{N}]+", " ");
    }

    private static NaiveMatcher date(RandomResources resources) {
        String day = resources.pick(List.of("2024-02-29", "2024-03-01", "2019-12-31", "2024-01-01"));
        String prefix = resources.pick(List.of("eq", "ne", "gt", "lt", "ge", "le", "sa", "eb"));
        long[] asked = limits(day);
        return new NaiveMatcher("", prefix + day, false, e -> {
            long[] stored = limits(e);
            if (stored.length == 0) {
                return false;
            }
            boolean inside = asked[0] <= stored[0] && stored[1] <= asked[1];
            return switch (prefix) {
                case "eq" -> inside;
                case "ne" -> !inside;
                case "gt" -> stored[1] > asked[1];
                case "lt" -> stored[0] < asked[0];
                case "ge" -> inside || stored[1] > asked[1];
                case "le" -> inside || stored[0] < asked[0];
                case "sa" -> stored[0] > asked[1];
                default -> stored[1] < asked[0];
            };
        });
    }

    /** First millisecond and last; nothing for what is no time. */
    private static long[] limits(Base element) {
        return switch (element) {
            case BaseDateTimeType time -> time.hasValue() ? limits(time.getValueAsString()) : new long[0];
            case Period period ->
                around(
                        period.hasStart() ? limits(period.getStartElement().getValueAsString()) : new long[0],
                        period.hasEnd() ? limits(period.getEndElement().getValueAsString()) : new long[0]);
            case Timing timing -> limits(timing);
            default -> new long[0];
        };
    }

    private static long[] around(long[] start, long[] end) {
        if (start.length + end.length == 0) {
            return new long[0];
        }
        long low = start.length == 0 ? Long.MIN_VALUE : start[0];
        long high = end.length == 0 ? Long.MAX_VALUE : end[1];
        return new long[] {Math.min(low, high), Math.max(low, high)};
    }

    private static long[] limits(Timing timing) {
        var all = Stream.concat(
                        timing.getEvent().stream().map(event -> limits(event.getValueAsString())),
                        Stream.of(limits((Base) period(timing))))
                .filter(one -> one.length > 0)
                .toList();
        return all.isEmpty()
                ? new long[0]
                : new long[] {
                    all.stream().mapToLong(one -> one[0]).min().orElseThrow(),
                    all.stream().mapToLong(one -> one[1]).max().orElseThrow()
                };
    }

    private static Period period(Timing timing) {
        return timing.getRepeat().getBounds() instanceof Period bounds ? bounds : new Period();
    }

    private static long[] limits(String text) {
        if (text.length() > 10) {
            long start = OffsetDateTime.parse(text).toInstant().toEpochMilli();
            int fraction =
                    text.contains(".") ? text.replaceAll(".*\\.(\\d+).*", "$1").length() : 0;
            return new long[] {start, start + (long) Math.pow(10, 3 - Math.min(3, fraction)) - 1};
        }
        LocalDate first = LocalDate.parse((text + "-01-01").substring(0, 10));
        LocalDate next = switch (text.length()) {
            case 4 -> first.plusYears(1);
            case 7 -> first.plusMonths(1);
            default -> first.plusDays(1);
        };
        return new long[] {start(first), start(next) - 1};
    }

    private static long start(LocalDate day) {
        return day.atStartOfDay(ZONE).toInstant().toEpochMilli();
    }
}
