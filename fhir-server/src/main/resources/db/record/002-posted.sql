--liquibase formatted sql

--changeset lienthong:record-posted
--comment: Whether a first version was made by POST; null is PUT. A null takes no room, and of what a facility sends most is PUT. Rows from before this column count as PUT.
ALTER TABLE patient_record ADD COLUMN posted boolean;
ALTER TABLE record_version ADD COLUMN posted boolean;
ALTER TABLE shared_resource ADD COLUMN posted boolean;
ALTER TABLE shared_version ADD COLUMN posted boolean;
