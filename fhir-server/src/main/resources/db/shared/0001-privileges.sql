--liquibase formatted sql

--changeset shared:privileges
--comment The application reads and writes rows of every table that follows; a table that needs less revokes it.
GRANT USAGE ON SCHEMA public TO "${application_role}";
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO "${application_role}";
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO "${application_role}";
