--liquibase formatted sql

--changeset lienthong:access-attempt
--comment: What is counted per caller within a sliding time: openings of emergency access, requests, codes that were tried. A small registry, kept for days.
CREATE TABLE attempt (
    kind     text        COLLATE "C" NOT NULL,
    subject  text        COLLATE "C" NOT NULL,
    occurred timestamptz NOT NULL,
    id       bigint      GENERATED ALWAYS AS IDENTITY,
    PRIMARY KEY (kind, subject, occurred, id)
);
CREATE INDEX attempt_occurred ON attempt (kind, occurred);
