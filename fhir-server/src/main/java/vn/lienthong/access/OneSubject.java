package vn.lienthong.access;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import vn.lienthong.identity.Person;
import vn.lienthong.record.Home;
import vn.lienthong.record.RecordRow;

/**
 * Resources of all registrations of a person as resources of one of them: a document of the person has one patient, and
 * what is in it refers to that one. Done on the stored bytes: they are minified, and a quote within a text is escaped, so
 * that a reference is found where it is and nowhere else.
 */
final class OneSubject {

    private final String patientId;
    private final List<String> starts;
    private final Map<Long, String> patientIds = new HashMap<>();

    /** @param base of the FHIR API, without a slash at its end */
    OneSubject(String patientId, Collection<Person> persons, String base) {
        this.patientId = patientId;
        this.starts = List.of("\"reference\":\"Patient/", "\"reference\":\"" + base + "/Patient/");
        persons.stream()
                .flatMap(person -> person.registrations().stream())
                .forEach(registration -> patientIds.put(registration.patientKey(), registration.patientId()));
    }

    /**
     * The resource as one of the named registration; empty where it is one already.
     *
     * @param json asked for where it is not
     */
    Optional<String> rewritten(RecordRow row, Supplier<byte[]> json) {
        if (!(row.home() instanceof Home.OfPatient(var patientKey))) {
            return Optional.empty();
        }
        var own = patientIds.getOrDefault(patientKey, patientId);
        if (own.equals(patientId)) {
            return Optional.empty();
        }
        var text = new String(json.get(), StandardCharsets.UTF_8);
        for (var start : starts) {
            text = text.replace(start + own + "\"", start + patientId + "\"");
        }
        return Optional.of(text);
    }
}
