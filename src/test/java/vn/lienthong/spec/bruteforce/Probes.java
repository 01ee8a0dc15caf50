package vn.lienthong.spec.bruteforce;

import ca.uhn.fhir.rest.api.RestSearchParameterTypeEnum;
import java.util.List;
import org.hl7.fhir.r4.model.Base;

/** What can be asked about an element, by the type of the parameter that leads to it. */
final class Probes {

    private Probes() {}

    static List<Probe> of(RestSearchParameterTypeEnum type, Base element, String base) {
        return switch (type) {
            case TOKEN -> TokenProbes.of(element);
            case STRING -> TextProbes.of(element);
            case DATE -> TimeProbes.of(element);
            case REFERENCE -> ReferenceProbes.of(element, base);
            case URI -> ReferenceProbes.ofUri(element);
            case QUANTITY -> QuantityProbes.of(element);
            case NUMBER -> QuantityProbes.ofNumber(element);
            case COMPOSITE, HAS, SPECIAL -> List.of();
        };
    }
}
