--liquibase formatted sql

--changeset lienthong:directory-facility
--comment: What a decision needs of a facility, kept beside its Organization and changed in the same transaction.
CREATE TABLE facility (
    code            text    COLLATE "C" PRIMARY KEY,
    organization_id text    COLLATE "C" NOT NULL UNIQUE,
    name            text    NOT NULL,
    level           text    COLLATE "C" NOT NULL,
    part_of         text    COLLATE "C",
    publicly_owned  boolean NOT NULL,
    active          boolean NOT NULL
);
CREATE TABLE facility_successor (
    predecessor text COLLATE "C" NOT NULL,
    successor   text COLLATE "C" NOT NULL,
    PRIMARY KEY (predecessor, successor)
);
