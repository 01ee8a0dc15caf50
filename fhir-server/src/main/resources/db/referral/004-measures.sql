--liquibase formatted sql

--changeset lienthong:referral-measures
--comment: When a case first was where measures look: written with each move, so that counting reads no Tasks. Cases from before have what they get from now on.
ALTER TABLE referral_case
    ADD COLUMN category         text COLLATE "C" NOT NULL DEFAULT '',
    ADD COLUMN sent             timestamptz,
    ADD COLUMN acknowledged     timestamptz,
    ADD COLUMN answered         timestamptz,
    ADD COLUMN answered_in_time boolean,
    ADD COLUMN advised          timestamptz,
    ADD COLUMN reported         timestamptz;
CREATE INDEX referral_case_sent ON referral_case (sent) WHERE sent IS NOT NULL;
