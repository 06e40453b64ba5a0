-- revision: 000000000002
-- parent: 000000000001
-- created: 2026-01-02T03:04Z

-- migrate:up
-- schema.sql:2
CREATE DOMAIN email AS text
  CONSTRAINT email_check CHECK (VALUE ~~ '%@%'::text);

-- schema.sql:9
CREATE TYPE pair AS (
  a integer,
  b text
);

-- schema.sql:8
CREATE SEQUENCE ticket INCREMENT BY 5 START WITH 100;

-- schema.sql:4
CREATE TABLE event (
  at timestamp with time zone NOT NULL,
  id bigint NOT NULL,
  body jsonb,
  CONSTRAINT event_pkey PRIMARY KEY (at, id)
) PARTITION BY RANGE (at);

-- schema.sql:5
CREATE TABLE event_2026 PARTITION OF event FOR VALUES FROM ('2026-01-01 00:00:00+00') TO ('2027-01-01 00:00:00+00');
-- schema.sql:6
CREATE TABLE event_rest PARTITION OF event DEFAULT;

-- schema.sql:10
CREATE TABLE with_serial (
  id serial,
  t text COLLATE "C",
  CONSTRAINT with_serial_pkey PRIMARY KEY (id)
);

-- schema.sql:3
-- hazard domain-column-added: plain.mail
ALTER TABLE plain ADD COLUMN mail email;
-- schema.sql:7
CREATE INDEX event_body_idx ON event USING gin (body);

-- migrate:down
DROP TABLE event_2026;
DROP TABLE event_rest;
DROP TABLE event;
DROP TABLE with_serial;
ALTER TABLE plain DROP COLUMN mail;
DROP DOMAIN email;
DROP TYPE pair;
DROP SEQUENCE ticket;
