package vn.lienthong.access;

import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import vn.lienthong.consent.LegalBasis;
import vn.lienthong.identity.Patients;
import vn.lienthong.identity.Person;
import vn.lienthong.record.RecordStore.Columns;
import vn.lienthong.record.ResourceTypes;
import vn.lienthong.security.Role;
import vn.lienthong.shared.ExchangeProperties;
import vn.lienthong.shared.Issue;

/**
 * Where the history of a type or of the system may look: as a search, in the records of patients who are named, in the
 * directory, or in what the caller's own facility answers for. No other is admitted, so none walks through the records of
 * everybody.
 */
@Component
class HistorySources {

    /** The parameter that names patients. The standard has none for it, since it knows no record. */
    static final String PATIENT = "patient";

    sealed interface Source {

        /**
         * Records.
         *
         * @param persons whose record may be looked into
         * @param looked everybody who was looked at, permitted or not
         */
        record Records(List<Person> persons, Collection<Person> looked, Set<LegalBasis> bases) implements Source {}

        record OfCustodians(Set<String> custodians) implements Source {}

        record OfEverybody() implements Source {}
    }

    private final VisibleRows visibleRows;
    private final Deciders deciders;
    private final Patients patients;
    private final AccessProperties properties;
    private final String base;

    HistorySources(
            VisibleRows visibleRows,
            Deciders deciders,
            Patients patients,
            AccessProperties properties,
            ExchangeProperties exchange) {
        this.visibleRows = visibleRows;
        this.deciders = deciders;
        this.patients = patients;
        this.properties = properties;
        this.base = exchange.fhirBase().toString();
    }

    /** @param type empty for the system */
    Source of(AccessRequest request, Optional<String> type, Map<String, List<String>> given) {
        if (given.containsKey(PATIENT)) {
            return named(request, type, given.get(PATIENT));
        }
        if (type.filter(ResourceTypes::forEverybody).isPresent()) {
            return new Source.OfEverybody();
        }
        var own = deciders.oneself(request.caller()).flatMap(patients::person);
        if (own.isPresent()) {
            return new Source.Records(List.of(own.get()), List.of(own.get()), EnumSet.noneOf(LegalBasis.class));
        }
        if (request.caller().is(Role.FACILITY_SYSTEM)) {
            return new Source.OfCustodians(deciders.custodianships(request.caller()));
        }
        throw unnamed(type);
    }

    private Source named(AccessRequest request, Optional<String> type, List<String> values) {
        if (type.isPresent() && !ResourceTypes.inRecord(type.get())) {
            throw Issue.malformed(
                    "value",
                    null,
                    "Parameter `patient`: %s is no type of a patient's record. Leave the parameter out."
                            .formatted(type.get()));
        }
        var ids = values.size() == 1 ? PatientParameter.ids(values.getFirst(), base) : List.<String>of();
        if (ids.isEmpty()) {
            throw Issue.malformed(
                    "value",
                    null,
                    "Parameter `patient`: names a patient, or several separated by commas."
                            + " Example: `patient=Patient/123`.");
        }
        if (ids.size() > properties.maxIds()) {
            throw Issue.malformed(
                    "too-costly",
                    null,
                    "Parameter `patient`: at most %d patients can be named at once.".formatted(properties.maxIds()));
        }
        return records(request, ids);
    }

    private Source records(AccessRequest request, List<String> ids) {
        var persons = new LinkedHashSet<Person>();
        var looked = new LinkedHashSet<Person>();
        var bases = EnumSet.noneOf(LegalBasis.class);
        for (var id : ids) {
            var visible = visibleRows.ofPatient(request, id, List.of("Patient"), Columns.SEARCH);
            looked.addAll(visible.persons());
            if (!visible.rows().isEmpty()) {
                persons.addAll(visible.persons());
                bases.addAll(visible.bases());
            }
        }
        return new Source.Records(List.copyOf(persons), looked, bases);
    }

    private static RuntimeException unnamed(Optional<String> type) {
        if (type.isPresent() && !ResourceTypes.inRecord(type.get())) {
            return Issue.malformed(
                    "not-supported",
                    null,
                    "The history of %1$s is read by the system of the facility that wrote it; others read the history"
                                    .formatted(type.get())
                            + " of one, for example `%s/123/_history`.".formatted(type.get()));
        }
        return Issue.malformed(
                "required",
                null,
                "A history of %s must name the patient, for example `%s_history?patient=Patient/123`."
                        .formatted(
                                type.orElse("the system"),
                                type.map(name -> name + "/").orElse("")));
    }
}
