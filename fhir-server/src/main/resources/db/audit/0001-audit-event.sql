--liquibase formatted sql

--changeset audit:lanes
--comment Each lane is a hash chain. Appending locks one lane until the transaction ends, so there are more lanes than a
--comment node has connections; rows are far apart from each other's pages to keep updates in place (HOT).
CREATE TABLE audit_lane (
    lane     smallint PRIMARY KEY,
    position bigint   NOT NULL CHECK (position >= 0),
    head     bytea    NOT NULL CHECK (octet_length(head) = 32)
) WITH (fillfactor = 25);

--changeset audit:events
--comment Codes of roles, and ids of patients in the order of their keys, are separated by spaces: half the size of an array.
CREATE TABLE audit_event (
    lane            smallint    NOT NULL,
    position        bigint      NOT NULL CHECK (position > 0),
    recorded        timestamptz NOT NULL,
    hash            bytea       NOT NULL CHECK (octet_length(hash) = 32),
    interaction     text        NOT NULL,
    outcome         text        NOT NULL CHECK (outcome IN ('success', 'denied', 'failure')),
    user_id         text        NOT NULL,
    user_name       text        NOT NULL,
    roles           text        NOT NULL,
    practitioner    text,
    facility        text,
    client          text        NOT NULL,
    purpose_of_use  text        NOT NULL,
    legal_basis     text,
    patient_keys    bigint[]    NOT NULL,
    patient_ids     text        NOT NULL,
    resource_type   text,
    resource_id     text,
    query           text,
    request_id      text        NOT NULL,
    network_address text,
    node            text        NOT NULL,
    PRIMARY KEY (lane, position)
);
CREATE INDEX audit_event_recorded ON audit_event (recorded, lane, position);
CREATE INDEX audit_event_patient ON audit_event USING gin (patient_keys);
CREATE INDEX audit_event_user ON audit_event (user_id);

--changeset audit:chain splitStatements:false
--comment A row's predecessor is the row before it in its lane, or the lane's genesis.
--comment The canonical text of a row is a JSON array: no two rows have the same, and it depends on no session setting.
CREATE FUNCTION audit_genesis(lane smallint) RETURNS bytea
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN sha256(convert_to('audit lane ' || lane, 'UTF8'));

CREATE FUNCTION audit_hash(previous bytea, e audit_event) RETURNS bytea
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN sha256(previous || convert_to(json_build_array(
        e.lane, e.position, (extract(epoch FROM e.recorded) * 1000000)::bigint, e.interaction, e.outcome,
        e.user_id, e.user_name, e.roles, e.practitioner, e.facility, e.client, e.purpose_of_use, e.legal_basis,
        e.patient_keys, e.patient_ids, e.resource_type, e.resource_id, e.query, e.request_id, e.network_address,
        e.node)::text, 'UTF8'));

INSERT INTO audit_lane SELECT n, 0, audit_genesis(n::smallint) FROM generate_series(0, 63) n;

--changeset audit:append splitStatements:false
--comment The only way in for the application. It runs as the owner, so its search path is fixed.
CREATE FUNCTION append_audit(
    interaction text, outcome text, user_id text, user_name text, roles text, practitioner text, facility text,
    client text, purpose_of_use text, legal_basis text, patient_keys bigint[], patient_ids text, resource_type text,
    resource_id text, query text, request_id text, network_address text, node text,
    OUT lane smallint, OUT "position" bigint
)
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER
    SET search_path = pg_catalog, public, pg_temp
AS $$
DECLARE
    e         audit_event;
    previous  bytea;
    preferred smallint := pg_backend_pid() % 64;
BEGIN
    PERFORM set_config('synchronous_commit', 'on', true);
    SELECT l.lane, l.position + 1, l.head INTO e.lane, e.position, previous
        FROM audit_lane l WHERE l.lane = preferred FOR UPDATE SKIP LOCKED;
    IF NOT FOUND THEN
        SELECT l.lane, l.position + 1, l.head INTO e.lane, e.position, previous
            FROM audit_lane l LIMIT 1 FOR UPDATE SKIP LOCKED;
    END IF;
    IF NOT FOUND THEN
        SELECT l.lane, l.position + 1, l.head INTO STRICT e.lane, e.position, previous
            FROM audit_lane l WHERE l.lane = preferred FOR UPDATE;
    END IF;
    e.recorded := clock_timestamp();
    e.interaction := interaction;
    e.outcome := outcome;
    e.user_id := user_id;
    e.user_name := user_name;
    e.roles := roles;
    e.practitioner := practitioner;
    e.facility := facility;
    e.client := client;
    e.purpose_of_use := purpose_of_use;
    e.legal_basis := legal_basis;
    e.patient_keys := patient_keys;
    e.patient_ids := patient_ids;
    e.resource_type := resource_type;
    e.resource_id := resource_id;
    e.query := query;
    e.request_id := request_id;
    e.network_address := network_address;
    e.node := node;
    e.hash := audit_hash(previous, e);
    INSERT INTO audit_event VALUES (e.*);
    UPDATE audit_lane l SET position = e.position, head = e.hash WHERE l.lane = e.lane;
    lane := e.lane;
    position := e.position;
END $$;

--changeset audit:privileges
REVOKE ALL ON audit_lane, audit_event FROM "${application_role}";
GRANT SELECT ON audit_lane, audit_event TO "${application_role}";
REVOKE ALL ON FUNCTION append_audit FROM PUBLIC;
GRANT EXECUTE ON FUNCTION append_audit TO "${application_role}";
