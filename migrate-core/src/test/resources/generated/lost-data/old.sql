CREATE TYPE rank AS ENUM ('new', 'mid', 'old');
CREATE TABLE guild (id int PRIMARY KEY, name text, motto text DEFAULT 'none');
CREATE TABLE member (id bigint PRIMARY KEY, guild_id int REFERENCES guild, rank rank DEFAULT 'new');
CREATE INDEX ON member (guild_id);
