package vn.lienthong.scheduling;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;
import vn.lienthong.access.AccessRequest;
import vn.lienthong.access.AppointmentDoor;
import vn.lienthong.access.Kept;
import vn.lienthong.security.Role;

/** For whom somebody wants an appointment, as far as the caller may know of it. */
@Component
class Needs {

    static final List<String> PARAMETERS = List.of("patient", "basedOn", "virtual");

    private final AppointmentDoor door;

    Needs(AppointmentDoor door) {
        this.door = door;
    }

    /**
     * What is asked for.
     *
     * @param request the ServiceRequest that it follows
     * @param virtual whether people meet by video
     */
    record Need(Kept patient, Optional<Kept> request, boolean virtual) {}

    /** Who is hidden from the caller is as unknown as who is not there. */
    Need of(AccessRequest request, GivenParameters given) {
        var patient = given.required("patient", "Patient");
        var basedOn = given.reference("basedOn", "ServiceRequest");
        boolean virtual = given.flag("virtual");
        var keys = new ArrayList<>(List.of(patient));
        basedOn.ifPresent(keys::add);
        var seen = door.inRecords(request, keys);
        var named = seen.get(patient);
        if (named == null) {
            throw SchedulingProblem.NOT_KNOWN.at(GivenParameters.place("patient"), patient);
        }
        if (basedOn.isPresent()) {
            var asked = seen.get(basedOn.get());
            if (asked == null) {
                throw SchedulingProblem.NOT_KNOWN.at(GivenParameters.place("basedOn"), basedOn.get());
            }
            if (!door.samePerson(named, asked)) {
                throw SchedulingProblem.ANOTHER_PATIENT.at(GivenParameters.place("basedOn"), basedOn.get());
            }
        }
        if (isPatient(request) && !door.actsFor(request, named)) {
            throw SchedulingProblem.NOT_ONESELF.at(GivenParameters.place("patient"));
        }
        return new Need(named, basedOn.map(key -> Objects.requireNonNull(seen.get(key))), virtual);
    }

    /** Others than the patient do not book where the patient does not want to go. */
    void refuseRefused(AccessRequest request, Need need, String parameter, Kept wanted) {
        if (!door.actsFor(request, need.patient()) && door.refuses(request, need.patient(), wanted.custodian())) {
            throw SchedulingProblem.FACILITY_REFUSED.at(GivenParameters.place(parameter), wanted.key());
        }
    }

    /** Somebody who is nothing else here. */
    private static boolean isPatient(AccessRequest request) {
        return request.caller().is(Role.PATIENT) && request.caller().facility().isEmpty();
    }
}
