--liquibase formatted sql

--changeset lienthong:bulk-import-job
--comment: What became of a file that was brought in. Its resources are in the records; here are numbers, and why lines were refused.
CREATE TABLE import_job (
    id        text        COLLATE "C" PRIMARY KEY,
    user_id   text        COLLATE "C" NOT NULL,
    facility  text        COLLATE "C" NOT NULL,
    state     text        NOT NULL CHECK (state IN ('running', 'complete', 'interrupted', 'given-up')),
    started   timestamptz NOT NULL,
    touched   timestamptz NOT NULL,
    ended     timestamptz,
    lines     bigint      NOT NULL DEFAULT 0,
    created   bigint      NOT NULL DEFAULT 0,
    updated   bigint      NOT NULL DEFAULT 0,
    unchanged bigint      NOT NULL DEFAULT 0,
    refused   bigint      NOT NULL DEFAULT 0
);
CREATE INDEX import_job_user ON import_job (user_id, started);
CREATE INDEX import_job_started ON import_job (started);
CREATE TABLE import_refusal (
    job     text   COLLATE "C" NOT NULL REFERENCES import_job ON DELETE CASCADE,
    line    bigint NOT NULL,
    outcome text   NOT NULL,
    PRIMARY KEY (job, line)
);
