-- The role that pushes: it owns what it makes, and may do nothing else. Run it as the database's owner or as a superuser:
--   psql -X -d shop -v role=shop_push -v schema=public -f push.sql
-- It can be run again. A password is set apart, so that none is in a file: \password shop_push
-- Objects that exist already and that migrations change must belong to this role: REASSIGN OWNED BY old TO shop_push.
\set ON_ERROR_STOP on
\if :{?role}
\else
\set role dbpush_push
\endif
\if :{?schema}
\else
\set schema public
\endif

SELECT pg_catalog.format('CREATE ROLE %I LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS', :'role')
WHERE NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = :'role') \gexec
SELECT pg_catalog.format('GRANT CONNECT, TEMPORARY ON DATABASE %I TO %I', pg_catalog.current_database(), :'role') \gexec
SELECT pg_catalog.format('CREATE SCHEMA %I', :'schema')
WHERE NOT EXISTS (SELECT FROM pg_catalog.pg_namespace WHERE nspname = :'schema') \gexec

-- TEMPORARY: the guards are procedures of the session. CREATE: the history's two tables, and what migrations make.
GRANT USAGE, CREATE ON SCHEMA :"schema" TO :"role";
-- An extension that is marked as trusted, and a schema of its own, need one right more; leave it out where neither is made:
--   GRANT CREATE ON DATABASE shop TO shop_push;
