--liquibase formatted sql

--changeset lienthong:record-custodian-patient
--comment: In whose records a custodian ever wrote: an export walks along it, record after record. One row for each pair, for ever; a small registry.
CREATE TABLE custodian_patient (
    custodian   text   COLLATE "C" NOT NULL,
    patient_key bigint NOT NULL,
    PRIMARY KEY (custodian, patient_key)
);
INSERT INTO custodian_patient (custodian, patient_key)
SELECT custodian, patient_key FROM patient_record
 UNION
SELECT custodian, patient_key FROM record_version;
