CREATE TYPE rank AS ENUM ('new', 'old');
CREATE TABLE person (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  nick text NOT NULL CONSTRAINT nick_key UNIQUE,
  rank rank NOT NULL,
  a text,
  b text
);
CREATE INDEX person_a_idx ON person (a);
CREATE VIEW everyone AS SELECT id, nick FROM person;
