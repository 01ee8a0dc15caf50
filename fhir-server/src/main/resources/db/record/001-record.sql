--liquibase formatted sql

--changeset lienthong:record-dictionary
--comment: zstd dictionaries. A row names the dictionary it was packed with, so old rows stay readable for ever.
CREATE TABLE dictionary (
    id      smallint PRIMARY KEY,
    purpose text     NOT NULL CHECK (purpose IN ('body', 'search')),
    content bytea    NOT NULL
);

--changeset lienthong:record-patient-record
--comment: The current version of every resource that belongs to a patient. A history is one range of the primary key.
CREATE TABLE patient_record (
    patient_key       bigint      NOT NULL,
    type              text        COLLATE "C" NOT NULL,
    id                text        COLLATE "C" NOT NULL,
    version           integer     NOT NULL CHECK (version > 0),
    custodian         text        COLLATE "C" NOT NULL,
    last_updated      timestamptz NOT NULL,
    clinical_start    timestamptz,
    clinical_end      timestamptz,
    labels            text,
    body_dictionary   smallint    NOT NULL,
    body              bytea       NOT NULL,
    search_dictionary smallint    NOT NULL,
    search            bytea       NOT NULL,
    tokens            bigint[],
    PRIMARY KEY (patient_key, type, id)
);
ALTER TABLE patient_record ALTER COLUMN body SET STORAGE EXTERNAL, ALTER COLUMN search SET STORAGE EXTERNAL;
CREATE INDEX patient_record_tokens ON patient_record USING gin (tokens) WITH (fastupdate = off) WHERE tokens IS NOT NULL;

--changeset lienthong:record-record-version
--comment: Versions that are no longer current, and deletions. A current version is stored in patient_record alone.
CREATE TABLE record_version (
    patient_key       bigint      NOT NULL,
    type              text        COLLATE "C" NOT NULL,
    id                text        COLLATE "C" NOT NULL,
    version           integer     NOT NULL CHECK (version > 0),
    custodian         text        COLLATE "C" NOT NULL,
    last_updated      timestamptz NOT NULL,
    clinical_start    timestamptz,
    clinical_end      timestamptz,
    labels            text,
    deleted           boolean     NOT NULL,
    body_dictionary   smallint    NOT NULL,
    body              bytea       NOT NULL,
    search_dictionary smallint    NOT NULL,
    search            bytea       NOT NULL,
    PRIMARY KEY (patient_key, type, id, version)
);
ALTER TABLE record_version ALTER COLUMN body SET STORAGE EXTERNAL, ALTER COLUMN search SET STORAGE EXTERNAL;

--changeset lienthong:record-resource-location
--comment: Where the resource of an id is: the record of a patient, or (no key) shared_resource. One row per id for ever, so an id is never given away.
CREATE TABLE resource_location (
    type        text   COLLATE "C" NOT NULL,
    id          text   COLLATE "C" NOT NULL,
    patient_key bigint,
    PRIMARY KEY (type, id)
);

--changeset lienthong:record-shared-resource
--comment: Directory, definitions, terminology (everybody reads them), and resources of patient types that name no patient (their custodian reads them).
CREATE TABLE shared_resource (
    type              text        COLLATE "C" NOT NULL,
    id                text        COLLATE "C" NOT NULL,
    version           integer     NOT NULL CHECK (version > 0),
    custodian         text        COLLATE "C" NOT NULL,
    everybody         boolean     NOT NULL,
    last_updated      timestamptz NOT NULL,
    clinical_start    timestamptz,
    clinical_end      timestamptz,
    labels            text,
    body_dictionary   smallint    NOT NULL,
    body              bytea       NOT NULL,
    search_dictionary smallint    NOT NULL,
    search            bytea       NOT NULL,
    tokens            bigint[],
    PRIMARY KEY (type, id)
);
ALTER TABLE shared_resource ALTER COLUMN body SET STORAGE EXTERNAL, ALTER COLUMN search SET STORAGE EXTERNAL;
CREATE INDEX shared_resource_tokens ON shared_resource USING gin (tokens) WITH (fastupdate = off) WHERE tokens IS NOT NULL;

CREATE TABLE shared_version (
    type              text        COLLATE "C" NOT NULL,
    id                text        COLLATE "C" NOT NULL,
    version           integer     NOT NULL CHECK (version > 0),
    custodian         text        COLLATE "C" NOT NULL,
    everybody         boolean     NOT NULL,
    last_updated      timestamptz NOT NULL,
    clinical_start    timestamptz,
    clinical_end      timestamptz,
    labels            text,
    deleted           boolean     NOT NULL,
    body_dictionary   smallint    NOT NULL,
    body              bytea       NOT NULL,
    search_dictionary smallint    NOT NULL,
    search            bytea       NOT NULL,
    PRIMARY KEY (type, id, version)
);
ALTER TABLE shared_version ALTER COLUMN body SET STORAGE EXTERNAL, ALTER COLUMN search SET STORAGE EXTERNAL;

--changeset lienthong:record-change-feed
--comment: One row per change in the transaction of the change. A position is drawn before its commit: a reader takes rows whose transaction is older than every open one, then none is missed.
CREATE SEQUENCE change_feed_position AS bigint;
CREATE TABLE change_feed (
    position    bigint NOT NULL DEFAULT nextval('change_feed_position') PRIMARY KEY,
    transaction xid8   NOT NULL DEFAULT pg_current_xact_id(),
    patient_key bigint,
    custodian   text   COLLATE "C" NOT NULL,
    type        text   COLLATE "C" NOT NULL,
    id          text   COLLATE "C" NOT NULL,
    version     integer NOT NULL,
    deleted     boolean NOT NULL
);
