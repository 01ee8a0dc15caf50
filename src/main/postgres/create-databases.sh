#!/usr/bin/env bash
# Run once by the PostgreSQL image, on an empty volume: the databases and roles that the exchange and Keycloak expect.
# The owner changes tables (Liquibase); the application cannot.
set -euo pipefail

psql --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres \
    --set owner="$LIENTHONG_DATABASE_OWNER_PASSWORD" \
    --set application="$LIENTHONG_DATABASE_APPLICATION_PASSWORD" \
    --set keycloak="$KEYCLOAK_DATABASE_PASSWORD" <<'SQL'
CREATE ROLE lienthong_owner LOGIN NOCREATEDB NOCREATEROLE PASSWORD :'owner';
CREATE ROLE lienthong_app LOGIN NOCREATEDB NOCREATEROLE PASSWORD :'application';
CREATE ROLE keycloak LOGIN NOCREATEDB NOCREATEROLE PASSWORD :'keycloak';
CREATE DATABASE lienthong OWNER lienthong_owner;
CREATE DATABASE keycloak OWNER keycloak;
REVOKE ALL ON DATABASE lienthong FROM PUBLIC;
REVOKE ALL ON DATABASE keycloak FROM PUBLIC;
GRANT CONNECT ON DATABASE lienthong TO lienthong_app;
SQL
