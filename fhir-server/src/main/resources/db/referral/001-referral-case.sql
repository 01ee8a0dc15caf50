--liquibase formatted sql

--changeset lienthong:referral-case
--comment: One row for each referral Task: what a constraint and indexes must know of it. The Task itself is in the record.
CREATE TABLE referral_case (
    task_id     text    COLLATE "C" PRIMARY KEY,
    patient_key bigint  NOT NULL,
    request     text    COLLATE "C" NOT NULL,
    requisition text    COLLATE "C" NOT NULL,
    referrer    text    COLLATE "C" NOT NULL,
    performer   text    COLLATE "C" NOT NULL,
    urgency     smallint NOT NULL,
    state       text    COLLATE "C" NOT NULL,
    open        boolean NOT NULL,
    leaf        boolean NOT NULL CHECK (open OR NOT leaf),
    since       timestamptz NOT NULL
);
CREATE UNIQUE INDEX referral_case_leaf ON referral_case (referrer, requisition) WHERE leaf;
CREATE INDEX referral_case_request ON referral_case (request);
