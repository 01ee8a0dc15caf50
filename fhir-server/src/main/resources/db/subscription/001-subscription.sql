--liquibase formatted sql

--changeset lienthong:subscription
--comment: Who is told of what, and how far it is. The rest of the resource is in shared_resource; what is secret of it is here alone, sealed.
CREATE TABLE subscription (
    id             text        COLLATE "C" PRIMARY KEY,
    user_id        text        COLLATE "C" NOT NULL,
    user_name      text        NOT NULL,
    facility       text        COLLATE "C" NOT NULL,
    purpose_of_use text        NOT NULL,
    client         text        NOT NULL,
    scopes         text        NOT NULL,
    topic          text        NOT NULL,
    filters        text[]      NOT NULL,
    endpoint       text        NOT NULL,
    headers        bytea       NOT NULL,
    named          boolean     NOT NULL,
    heartbeat      integer     CHECK (heartbeat > 0),
    at_once        integer     NOT NULL CHECK (at_once > 0),
    ends           timestamptz NOT NULL,
    status         text        NOT NULL CHECK (status IN ('requested', 'active', 'error', 'off')),
    number         bigint      NOT NULL DEFAULT 0,
    attempts       integer     NOT NULL DEFAULT 0,
    next_step      timestamptz,
    leased_until   timestamptz,
    told           timestamptz,
    failing_since  timestamptz
);
CREATE INDEX subscription_next_step ON subscription (next_step) WHERE next_step IS NOT NULL;
CREATE INDEX subscription_facility ON subscription (facility) WHERE status <> 'off';

--changeset lienthong:subscription-event
--comment: Changes that a subscriber could see when they were noticed, by their keys alone; whether it still may is decided anew whenever one is told. The number is given when it is told first, so that what is hidden by then leaves no gap.
CREATE TABLE subscription_event (
    subscription text        COLLATE "C" NOT NULL REFERENCES subscription ON DELETE CASCADE,
    place        bigint      NOT NULL GENERATED ALWAYS AS IDENTITY,
    number       bigint,
    type         text        COLLATE "C" NOT NULL,
    id           text        COLLATE "C" NOT NULL,
    version      integer     NOT NULL,
    deleted      boolean     NOT NULL,
    occurred     timestamptz NOT NULL,
    state        text        NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'told', 'dead')),
    PRIMARY KEY (subscription, place)
);
CREATE INDEX subscription_event_waiting ON subscription_event (subscription, place) WHERE state = 'waiting';
CREATE UNIQUE INDEX subscription_event_number ON subscription_event (subscription, number) WHERE number IS NOT NULL;
CREATE INDEX subscription_event_occurred ON subscription_event (occurred);

--changeset lienthong:subscription-place
--comment: How far the feed was read. One row; who reads the feed holds it.
CREATE TABLE subscription_place (
    one         boolean PRIMARY KEY DEFAULT true CHECK (one),
    transaction bigint  NOT NULL,
    position    bigint  NOT NULL
);
INSERT INTO subscription_place (transaction, position)
SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint, 0;
