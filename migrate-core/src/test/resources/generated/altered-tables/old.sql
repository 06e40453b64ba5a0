CREATE TYPE rank AS ENUM ('new', 'old');
CREATE TABLE guild (id int PRIMARY KEY, name text);
CREATE TABLE member (
  id int PRIMARY KEY,
  guild_id int NOT NULL,
  nick varchar(40) NOT NULL,
  rank rank NOT NULL DEFAULT 'new',
  born date,
  note text,
  score numeric(10,2)
);
CREATE INDEX member_note_idx ON member (note);
CREATE VIEW scores AS SELECT nick, score FROM member;
