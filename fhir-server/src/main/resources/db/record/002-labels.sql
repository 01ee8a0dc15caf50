--liquibase formatted sql

--changeset lienthong:record-label-rules
--comment: The value sets that label, and their version. It grows with every change, so a record labelled by an older version is known to be behind.
CREATE TABLE label_rules (
    single  boolean PRIMARY KEY DEFAULT true CHECK (single),
    version bigint  NOT NULL,
    release integer NOT NULL
);
INSERT INTO label_rules (version, release) VALUES (0, 0);
CREATE TABLE label_value_set (
    id      text  COLLATE "C" PRIMARY KEY,
    content bytea NOT NULL
);

--changeset lienthong:record-hold-label-rules splitStatements:false
--comment: Whoever labels holds the rules till the end of its transaction; whoever changes them waits for these. Two statements, as the one that waits would still see what was before.
CREATE FUNCTION hold_label_rules() RETURNS bigint
    LANGUAGE plpgsql VOLATILE
AS $$
BEGIN
    PERFORM pg_advisory_xact_lock_shared(7308895133771202931);
    RETURN (SELECT version FROM label_rules);
END
$$;

--changeset lienthong:record-labelled
--comment: The version of the rules by which the record was labelled. What was there before is behind, a new record is not.
ALTER TABLE patient ADD COLUMN labelled bigint NOT NULL DEFAULT 0;
ALTER TABLE patient ALTER COLUMN labelled SET DEFAULT hold_label_rules();
CREATE INDEX patient_labelled ON patient (labelled, patient_key);

--changeset lienthong:record-tells
--comment: Hashes of the resources of which a row tells: when one of these gets a label, so does the row.
ALTER TABLE patient_record ADD COLUMN tells bigint[];

--changeset lienthong:record-label-run
--comment: Each pass over all records: from the first record that was behind a version of the rules to the last.
CREATE TABLE label_run (
    version  bigint      PRIMARY KEY,
    started  timestamptz NOT NULL,
    finished timestamptz,
    records  bigint      NOT NULL,
    changed  bigint      NOT NULL
);
