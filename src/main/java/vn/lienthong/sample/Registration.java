package vn.lienthong.sample;

import vn.lienthong.sample.PersonName.Spelling;

/** One facility's registration of a person: the Patient, with a number and a spelling of the facility's own. */
record Registration(Person person, DemoFacility facility, Spelling spelling, boolean oldAddress) {

    String patientId() {
        return facility.code + "-" + person.number();
    }

    String patient() {
        return "Patient/" + patientId();
    }

    String mrn() {
        return facility.code.substring(2) + NeverIssued.digits(person.number(), 7);
    }

    String writtenName() {
        return spelling.apply(person.name().full());
    }

    String clinician() {
        return "Practitioner/" + facility.clinician().account();
    }
}
