--liquibase formatted sql

--changeset lienthong:referral-clocks
--comment: Until when somebody has to act, when the exchange does something about it, and who coordinates. Referrals from before get a clock with their next move.
ALTER TABLE referral_case
    ADD COLUMN due         timestamptz,
    ADD COLUMN next_step   timestamptz,
    ADD COLUMN coordinator text COLLATE "C";
UPDATE referral_case SET due = since;
ALTER TABLE referral_case ALTER COLUMN due SET NOT NULL;
DROP INDEX referral_case_performer;
DROP INDEX referral_case_referrer;
CREATE INDEX referral_case_performer ON referral_case (performer, urgency, due, task_id) INCLUDE (state) WHERE open;
CREATE INDEX referral_case_referrer ON referral_case (referrer, urgency, due, task_id) INCLUDE (state) WHERE open;
CREATE INDEX referral_case_coordinator ON referral_case (coordinator, urgency, due, task_id) INCLUDE (state)
    WHERE open AND coordinator IS NOT NULL;
CREATE INDEX referral_case_next_step ON referral_case (next_step) WHERE next_step IS NOT NULL;
