-- revision: 000000000002
-- parent: 000000000001
-- created: 2026-01-02T03:04Z

-- migrate:up
-- hazard drop-table: member
DROP TABLE member;
DROP TYPE rank;
-- schema.sql:1
CREATE TYPE rank AS ENUM ('new', 'old');

-- schema.sql:3
CREATE TABLE solo (
  rank rank DEFAULT 'new'
);

-- schema.sql:2
-- hazard drop-column: guild.motto
-- hazard narrow-type: guild.name from text to varchar(20)
-- hazard rewrite-type: guild.name from text to varchar(20)
ALTER TABLE guild
  DROP COLUMN motto,
  ALTER COLUMN name TYPE character varying(20);

-- migrate:down
-- what was lost by dropping table member does not come back
-- what was lost by dropping column guild.motto does not come back
-- what was lost by changing guild.name from text to character varying(20) does not come back
DROP TABLE solo;
ALTER TYPE rank ADD VALUE 'mid' AFTER 'new';

CREATE TABLE member (
  id bigint NOT NULL,
  guild_id integer,
  rank rank DEFAULT 'new',
  CONSTRAINT member_pkey PRIMARY KEY (id),
  CONSTRAINT member_guild_id_fkey FOREIGN KEY (guild_id) REFERENCES guild(id)
);

ALTER TABLE guild
  ALTER COLUMN name TYPE text,
  ADD COLUMN motto text DEFAULT 'none';

CREATE INDEX member_guild_id_idx ON member (guild_id);
