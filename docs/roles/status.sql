-- The role that looks: status, history, and the scripts of db:script. It reads the history's two tables and writes nothing.
-- Run it as the database's owner or as a superuser, after the first push:
--   psql -X -d shop -v role=shop_status -v schema=public -v table=dbpush_history -f status.sql
-- It can be run again. A password is set apart: \password shop_status
\set ON_ERROR_STOP on
\if :{?role}
\else
\set role dbpush_status
\endif
\if :{?schema}
\else
\set schema public
\endif
\if :{?table}
\else
\set table dbpush_history
\endif

SELECT pg_catalog.format('CREATE ROLE %I LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS', :'role')
WHERE NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = :'role') \gexec
SELECT pg_catalog.format('GRANT CONNECT ON DATABASE %I TO %I', pg_catalog.current_database(), :'role') \gexec
GRANT USAGE ON SCHEMA :"schema" TO :"role";
GRANT SELECT ON TABLE :"schema".:"table", :"schema".dbpush_settings TO :"role";
