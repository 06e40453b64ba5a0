CREATE TABLE member (id bigint PRIMARY KEY, guild_id bigint REFERENCES guild (id));
