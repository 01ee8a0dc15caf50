--liquibase formatted sql

--changeset lienthong:record-added-parameter
--comment: Search parameters that the operator added. An ordinal names a parameter in stored values, so it is given once. A version is never used twice, not even by a transaction that was rolled back: nodes remember what a version says.
CREATE SEQUENCE added_parameter_ordinal AS integer START WITH 1001;
CREATE SEQUENCE added_parameter_version AS bigint;
CREATE TABLE added_parameters (
    single  boolean PRIMARY KEY DEFAULT true CHECK (single),
    version bigint  NOT NULL
);
INSERT INTO added_parameters (version) VALUES (0);
CREATE TABLE added_parameter (
    ordinal    integer PRIMARY KEY CHECK (ordinal > 1000),
    id         text    COLLATE "C" NOT NULL,
    type       text    COLLATE "C" NOT NULL,
    code       text    COLLATE "C" NOT NULL,
    kind       text    COLLATE "C" NOT NULL,
    expression text    NOT NULL,
    targets    text[]  NOT NULL,
    since      bigint  NOT NULL,
    UNIQUE (type, code)
);

--changeset lienthong:record-index-run
--comment: Each pass over all rows: where it is, so that any node goes on there.
CREATE TABLE index_run (
    version  bigint      PRIMARY KEY,
    started  timestamptz NOT NULL,
    finished timestamptz,
    patient  bigint      NOT NULL DEFAULT 0,
    type     text        COLLATE "C" NOT NULL DEFAULT '',
    id       text        COLLATE "C" NOT NULL DEFAULT '',
    rows     bigint      NOT NULL DEFAULT 0,
    changed  bigint      NOT NULL DEFAULT 0
);
