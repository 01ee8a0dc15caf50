--liquibase formatted sql

--changeset lienthong:scheduling-waiting-appointment
--comment: Appointments that wait for a time of a Schedule to become free; who waits longest is first.
CREATE TABLE waiting_appointment (
    appointment text        COLLATE "C" NOT NULL,
    schedule    text        COLLATE "C" NOT NULL,
    since       timestamptz NOT NULL,
    PRIMARY KEY (appointment, schedule)
);
CREATE INDEX waiting_appointment_next ON waiting_appointment (schedule, since, appointment);
