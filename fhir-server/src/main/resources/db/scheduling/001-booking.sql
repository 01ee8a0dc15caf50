--liquibase formatted sql

--changeset lienthong:scheduling-btree-gist
--comment: Compares schedules by = within an exclusion constraint. The owner of a database may make it: it is a trusted extension.
CREATE EXTENSION IF NOT EXISTS btree_gist;

--changeset lienthong:scheduling-slot-booking
--comment: The time of a Schedule that an Appointment holds (held_until) or has booked (no held_until). No two can hold the same.
CREATE TABLE slot_booking (
    appointment text        COLLATE "C" NOT NULL,
    slot        text        COLLATE "C" NOT NULL,
    schedule    text        COLLATE "C" NOT NULL,
    during      tstzrange   NOT NULL CHECK (NOT isempty(during)),
    held_until  timestamptz,
    PRIMARY KEY (appointment, slot),
    CONSTRAINT slot_booking_once EXCLUDE USING gist (schedule WITH =, during WITH &&)
);
CREATE INDEX slot_booking_slot ON slot_booking (slot);

--changeset lienthong:scheduling-kept-appointment
--comment: Appointments that the exchange keeps, so that clients do not write them, and until when those are held that are.
CREATE TABLE kept_appointment (
    id         text        COLLATE "C" PRIMARY KEY,
    held_until timestamptz
);
CREATE INDEX kept_appointment_held ON kept_appointment (held_until) WHERE held_until IS NOT NULL;
