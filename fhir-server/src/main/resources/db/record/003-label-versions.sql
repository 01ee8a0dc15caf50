--liquibase formatted sql

--changeset lienthong:record-label-version
--comment: A version that a transaction took and rolled back never comes back: nodes remember what a version says.
CREATE SEQUENCE label_rules_version;
SELECT setval('label_rules_version', (SELECT version FROM label_rules) + 1, false);
