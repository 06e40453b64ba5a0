-- revision: 000000000002
-- parent: 000000000001
-- created: 2026-01-02T03:04Z

-- migrate:up
DROP VIEW scores;
-- schema.sql:1
ALTER TYPE rank ADD VALUE 'mid' AFTER 'new';

-- schema.sql:2
-- hazard set-not-null-scan: guild.name
ALTER TABLE guild
  ADD COLUMN motto text,
  ALTER COLUMN name SET NOT NULL;

-- schema.sql:3
-- hazard change-type: member.nick from varchar(40) to text
-- hazard drop-column: member.note
-- hazard narrow-type: member.score from numeric(10,2) to numeric(6,2)
-- hazard rewrite-type: member.id from int4 to int8, member.score from numeric(10,2) to numeric(6,2)
-- hazard set-not-null-scan: member.born
ALTER TABLE member
  DROP COLUMN note,
  ALTER COLUMN id TYPE bigint,
  ALTER COLUMN nick TYPE text,
  ALTER COLUMN score TYPE numeric(6,2),
  ADD COLUMN joined timestamp with time zone DEFAULT now() NOT NULL,
  ALTER COLUMN born SET NOT NULL,
  ALTER COLUMN rank SET DEFAULT 'mid'::rank,
  ADD CONSTRAINT score_positive CHECK (score >= 0::numeric) NOT VALID,
  ADD CONSTRAINT member_guild_fk FOREIGN KEY (guild_id) REFERENCES guild(id) NOT VALID;

-- schema.sql:13
CREATE VIEW scores AS
SELECT nick,
    score,
    born
   FROM member;

-- rows are checked in a transaction of its own, so reads and writes go on
COMMIT;
-- schema.sql:3
ALTER TABLE member
  VALIDATE CONSTRAINT score_positive,
  VALIDATE CONSTRAINT member_guild_fk;

-- schema.sql:12
CREATE INDEX CONCURRENTLY member_born_idx ON member (born);
CREATE UNIQUE INDEX CONCURRENTLY member_nick_key ON member (nick);
-- schema.sql:3
ALTER TABLE member ADD CONSTRAINT member_nick_key UNIQUE USING INDEX member_nick_key;

-- migrate:down
-- what was lost by dropping column member.note does not come back
-- what was lost by changing member.score from numeric(10,2) to numeric(6,2) does not come back
ALTER TYPE rank RENAME TO rank_old;
DROP VIEW scores;
-- hazard drop-enum-value: rank without 'mid', rows with it make this fail
CREATE TYPE rank AS ENUM ('new', 'old');
-- hazard drop-index-non-concurrent: member_born_idx on member
DROP INDEX member_born_idx;

ALTER TABLE guild
  DROP COLUMN motto,
  ALTER COLUMN name DROP NOT NULL;

-- hazard drop-foreign-key: member.member_guild_fk
-- hazard rewrite-type: member.id from int8 to int4, member.nick from text to varchar(40), member.rank from rank to rank
ALTER TABLE member
  DROP CONSTRAINT member_guild_fk,
  DROP CONSTRAINT member_nick_key,
  DROP CONSTRAINT score_positive,
  ALTER COLUMN rank DROP DEFAULT,
  DROP COLUMN joined,
  ALTER COLUMN born DROP NOT NULL,
  ALTER COLUMN id TYPE integer,
  ALTER COLUMN nick TYPE character varying(40),
  ALTER COLUMN rank TYPE rank USING rank::text::rank,
  ALTER COLUMN score TYPE numeric(10,2),
  ADD COLUMN note text,
  ALTER COLUMN rank SET DEFAULT 'new'::rank;

CREATE VIEW scores AS
SELECT nick,
    score
   FROM member;

DROP TYPE rank_old;
CREATE INDEX CONCURRENTLY member_note_idx ON member (note);
