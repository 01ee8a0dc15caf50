--liquibase formatted sql

--changeset lienthong:record-history
--comment: The history of a type, newest first, over what one facility wrote: a page reads as many rows as it shows. The rows of one transaction share their time, so the index holds each key once.
CREATE INDEX patient_record_history ON patient_record (custodian, type, last_updated);
CREATE INDEX record_version_history ON record_version (custodian, type, last_updated);
CREATE INDEX shared_resource_history ON shared_resource (custodian, type, last_updated);
CREATE INDEX shared_version_history ON shared_version (custodian, type, last_updated);

--changeset lienthong:record-history-of-everybody
--comment: The same over directory, definitions and terminology, whoever wrote them.
CREATE INDEX shared_resource_everybody ON shared_resource (type, last_updated) WHERE everybody;
CREATE INDEX shared_version_everybody ON shared_version (type, last_updated) WHERE everybody;
