--liquibase formatted sql

--changeset lienthong:identity-person
--comment: The human being behind one or more patients. policy_version grows with every change of the patient's decisions or of who belongs to the person: a compiled policy is valid for one version.
CREATE SEQUENCE person_key AS bigint;
CREATE TABLE person (
    person_key     bigint PRIMARY KEY,
    policy_version bigint NOT NULL DEFAULT 0
);

--changeset lienthong:identity-patient
--comment: One registration of a person at one facility. Small registry tables: they may be keyed by more than the patient.
CREATE SEQUENCE patient_key AS bigint;
CREATE TABLE patient (
    patient_key bigint PRIMARY KEY,
    id          text   COLLATE "C" NOT NULL UNIQUE,
    custodian   text   COLLATE "C" NOT NULL,
    person_key  bigint NOT NULL REFERENCES person,
    birth_date  text   COLLATE "C",
    gender      text   COLLATE "C",
    active      boolean NOT NULL
);
CREATE INDEX patient_person ON patient (person_key);
CREATE INDEX patient_birth_date ON patient (birth_date, gender);

CREATE TABLE patient_identifier (
    value       text    COLLATE "C" NOT NULL,
    system      text    COLLATE "C" NOT NULL,
    patient_key bigint  NOT NULL REFERENCES patient,
    current     boolean NOT NULL,
    PRIMARY KEY (value, system, patient_key)
);
CREATE INDEX patient_identifier_patient ON patient_identifier (patient_key);

--comment: Each name, and each part of it, folded: no marks, lower case.
CREATE TABLE patient_name (
    folded      text   COLLATE "C" NOT NULL,
    patient_key bigint NOT NULL REFERENCES patient,
    PRIMARY KEY (folded, patient_key)
);
CREATE INDEX patient_name_patient ON patient_name (patient_key);

--comment: Patient.link of one facility between its own registrations: these are the same person.
CREATE TABLE patient_link (
    patient_key bigint NOT NULL REFERENCES patient,
    other_id    text   COLLATE "C" NOT NULL,
    PRIMARY KEY (patient_key, other_id)
);
CREATE INDEX patient_link_other ON patient_link (other_id);
