package vn.lienthong.access;

import vn.lienthong.identity.Person;
import vn.lienthong.identity.Person.Registration;
import vn.lienthong.record.Home;

/** A person, by the registration that a request names or that stands for the person. */
record NamedPerson(Person person, Registration registration) {

    Home home() {
        return new Home.OfPatient(registration.patientKey());
    }

    /** Such as {@code Patient/x}. */
    String reference() {
        return "Patient/" + registration.patientId();
    }
}
