--liquibase formatted sql

--changeset lienthong:referral-worklist
--comment: Worklists of the performing and of the referring facility, read in their order from one place on.
CREATE INDEX referral_case_performer ON referral_case (performer, urgency, since, task_id) INCLUDE (state) WHERE open;
CREATE INDEX referral_case_referrer ON referral_case (referrer, urgency, since, task_id) INCLUDE (state) WHERE open;
