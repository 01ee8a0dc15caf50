--liquibase formatted sql

--changeset lienthong:access-code
--comment: One-time codes that patients show, as keyed hashes: who reads this table learns no code. A small registry, kept for a month.
CREATE TABLE access_code (
    code_hash   bytea       PRIMARY KEY CHECK (length(code_hash) = 32),
    id          text        COLLATE "C" NOT NULL,
    patient_key bigint      NOT NULL,
    patient_id  text        COLLATE "C" NOT NULL,
    expires     timestamptz NOT NULL,
    redeemed    timestamptz
);
CREATE INDEX access_code_patient ON access_code (patient_key) WHERE redeemed IS NULL;
CREATE INDEX access_code_expires ON access_code (expires);
