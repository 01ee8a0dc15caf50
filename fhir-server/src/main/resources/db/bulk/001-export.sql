--liquibase formatted sql

--changeset lienthong:bulk-export-job
--comment: What was asked for and how far the survey of it is. No resource is in here: a file is read from the records when it is fetched.
CREATE TABLE export_job (
    id               text        COLLATE "C" PRIMARY KEY,
    user_id          text        COLLATE "C" NOT NULL,
    user_name        text        NOT NULL,
    roles            text        NOT NULL,
    practitioner     text,
    facility         text        COLLATE "C" NOT NULL,
    purpose_of_use   text        NOT NULL,
    client           text        NOT NULL,
    request          text        NOT NULL,
    level            text        NOT NULL CHECK (level IN ('system', 'patient', 'group')),
    patients         bigint[]    NOT NULL,
    types            text[]      NOT NULL,
    since            timestamptz,
    filters          text[]      NOT NULL,
    transaction_time timestamptz NOT NULL,
    kicked_off       timestamptz NOT NULL,
    expires          timestamptz NOT NULL,
    state            text        NOT NULL DEFAULT 'running' CHECK (state IN ('running', 'complete', 'failed')),
    expected         bigint      NOT NULL,
    surveyed         bigint      NOT NULL DEFAULT 0,
    place            bigint      NOT NULL DEFAULT 0,
    stepped          timestamptz NOT NULL,
    failures         integer     NOT NULL DEFAULT 0
);
CREATE INDEX export_job_running ON export_job (stepped) WHERE state = 'running';
CREATE INDEX export_job_user ON export_job (user_id);
CREATE INDEX export_job_expires ON export_job (expires);

--changeset lienthong:bulk-export-file
--comment: A type and a range of records (after the first key, up to the last). Without keys: what the facility wrote outside records.
CREATE TABLE export_file (
    job       text    COLLATE "C" NOT NULL REFERENCES export_job ON DELETE CASCADE,
    type      text    COLLATE "C" NOT NULL,
    number    integer NOT NULL CHECK (number > 0),
    after_key bigint,
    last_key  bigint,
    resources bigint  NOT NULL,
    PRIMARY KEY (job, type, number),
    CHECK ((after_key IS NULL) = (last_key IS NULL))
);
