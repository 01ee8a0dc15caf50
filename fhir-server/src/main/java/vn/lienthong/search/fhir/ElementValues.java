package vn.lienthong.search.fhir;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.hl7.fhir.r4.model.Address;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.BaseDateTimeType;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.Location;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Timing;
import org.hl7.fhir.r4.model.UriType;
import org.jspecify.annotations.Nullable;
import vn.lienthong.search.FhirTime;
import vn.lienthong.search.SearchKind;
import vn.lienthong.search.SearchValue;

/**
 * What an element means to a parameter of a kind, by the tables of
 * <a href="https://hl7.org/fhir/R4/search.html#ptypes">search parameter types</a>. An element of another data type, or
 * one without content, has no value.
 */
final class ElementValues {

    private final ZoneId zone;
    private final Set<String> ownBases;

    ElementValues(ZoneId zone, Set<String> ownBases) {
        this.zone = zone;
        this.ownBases = Set.copyOf(ownBases);
    }

    void read(SearchKind kind, Base element, Consumer<SearchValue> values) {
        switch (kind) {
            case TOKEN -> TokenValues.read(element, values);
            case REFERENCE -> readReference(element, values);
            case DATE -> readDate(element).ifPresent(values);
            case STRING -> readText(element, values);
            case NUMBER, QUANTITY -> NumberValues.read(kind, element, values);
            case URI -> {
                if (element instanceof UriType uri && uri.hasValue()) {
                    values.accept(new SearchValue.Uri(uri.getValue()));
                }
            }
            case SPECIAL -> readPosition(element, values);
            case COMPOSITE -> throw new IllegalArgumentException("a composite is read by its components");
        }
    }

    private void readReference(Base element, Consumer<SearchValue> values) {
        switch (element) {
            case Reference reference -> {
                var value = literal(reference.getReference());
                values.accept(
                        reference.hasIdentifier()
                                ? value.withIdentifier(
                                        reference.getIdentifier().getSystem(),
                                        reference.getIdentifier().getValue())
                                : value);
            }
            case UriType uri -> {
                if (uri.hasValue()) {
                    values.accept(literal(uri.getValue()));
                }
            }
            case Resource resource -> {
                if (resource.hasId()) {
                    values.accept(SearchValue.Reference.local(
                            resource.fhirType(), resource.getIdElement().getIdPart(), null));
                }
            }
            default -> {}
        }
    }

    private SearchValue.Reference literal(@Nullable String text) {
        if (text == null || text.startsWith("#")) {
            return new SearchValue.Reference(null, null, null, null, null, null);
        }
        LocalReference local = LocalReference.parse(withoutOwnBase(text));
        return local == null
                ? SearchValue.Reference.url(text)
                : SearchValue.Reference.local(local.type(), local.id(), local.version());
    }

    private String withoutOwnBase(String url) {
        for (String base : ownBases) {
            if (url.length() > base.length() && url.startsWith(base) && url.charAt(base.length()) == '/') {
                return url.substring(base.length() + 1);
            }
        }
        return url;
    }

    private Optional<SearchValue.DateRange> readDate(Base element) {
        return switch (element) {
            case BaseDateTimeType time ->
                time.hasValue() ? FhirTime.parse(time.getValueAsString(), zone) : Optional.empty();
            case Period period -> readPeriod(period);
            case Timing timing -> readTiming(timing);
            default -> Optional.empty();
        };
    }

    private Optional<SearchValue.DateRange> readPeriod(Period period) {
        var start = readDate(period.getStartElement());
        var end = readDate(period.getEndElement());
        if (start.isEmpty() && end.isEmpty()) {
            return Optional.empty();
        }
        long low = start.map(SearchValue.DateRange::low).orElse(SearchValue.DateRange.OPEN_LOW);
        long high = end.map(SearchValue.DateRange::high).orElse(SearchValue.DateRange.OPEN_HIGH);
        return Optional.of(new SearchValue.DateRange(Math.min(low, high), Math.max(low, high)));
    }

    /** Only the outer limits of a schedule count. */
    private Optional<SearchValue.DateRange> readTiming(Timing timing) {
        var limits = new ArrayList<SearchValue.DateRange>();
        timing.getEvent().forEach(event -> readDate(event).ifPresent(limits::add));
        if (timing.hasRepeat() && timing.getRepeat().getBounds() instanceof Period bounds) {
            readPeriod(bounds).ifPresent(limits::add);
        }
        return limits.stream()
                .reduce((one, other) -> new SearchValue.DateRange(
                        Math.min(one.low(), other.low()), Math.max(one.high(), other.high())));
    }

    private static void readText(Base element, Consumer<SearchValue> values) {
        switch (element) {
            case HumanName name -> readName(name, values);
            case Address address -> readAddress(address, values);
            case PrimitiveType<?> primitive -> {
                if (primitive.hasValue()) {
                    values.accept(new SearchValue.Text(primitive.getValueAsString()));
                }
            }
            default -> {}
        }
    }

    /** Each part; and where no text is given, the whole name in Vietnamese order, so that it is found as it is said. */
    private static void readName(HumanName name, Consumer<SearchValue> values) {
        var inOrder = new ArrayList<String>();
        if (name.hasFamily()) {
            inOrder.add(name.getFamily());
        }
        strings(name.getGiven()).forEach(inOrder::add);
        inOrder.forEach(part -> values.accept(new SearchValue.Text(part)));
        strings(name.getPrefix()).forEach(part -> values.accept(new SearchValue.Text(part)));
        strings(name.getSuffix()).forEach(part -> values.accept(new SearchValue.Text(part)));
        if (name.hasText()) {
            values.accept(new SearchValue.Text(name.getText()));
        } else if (inOrder.size() > 1) {
            values.accept(new SearchValue.Text(String.join(" ", inOrder)));
        }
    }

    private static void readAddress(Address address, Consumer<SearchValue> values) {
        var parts = new ArrayList<StringType>(address.getLine());
        parts.add(address.getTextElement());
        parts.add(address.getCityElement());
        parts.add(address.getDistrictElement());
        parts.add(address.getStateElement());
        parts.add(address.getPostalCodeElement());
        parts.add(address.getCountryElement());
        strings(parts).forEach(part -> values.accept(new SearchValue.Text(part)));
    }

    private static List<String> strings(List<StringType> elements) {
        return elements.stream()
                .filter(StringType::hasValue)
                .map(StringType::getValue)
                .toList();
    }

    private static void readPosition(Base element, Consumer<SearchValue> values) {
        if (element instanceof Location.LocationPositionComponent position
                && position.hasLatitude()
                && position.hasLongitude()) {
            values.accept(new SearchValue.Position(
                    position.getLatitude().doubleValue(),
                    position.getLongitude().doubleValue()));
        }
    }
}
