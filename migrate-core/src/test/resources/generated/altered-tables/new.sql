CREATE TYPE rank AS ENUM ('new', 'mid', 'old');
CREATE TABLE guild (id int PRIMARY KEY, name text NOT NULL, motto text);
CREATE TABLE member (
  id bigint PRIMARY KEY,
  guild_id int NOT NULL CONSTRAINT member_guild_fk REFERENCES guild,
  nick text NOT NULL CONSTRAINT member_nick_key UNIQUE,
  rank rank NOT NULL DEFAULT 'mid',
  born date NOT NULL,
  joined timestamptz NOT NULL DEFAULT now(),
  score numeric(6,2) CONSTRAINT score_positive CHECK (score >= 0)
);
CREATE INDEX member_born_idx ON member (born);
CREATE VIEW scores AS SELECT nick, score, born FROM member;
