-- revision: 17373ca1c763
-- parent: b90cb9c06e62
-- created: 2026-01-02T12:00Z

-- migrate:up
CREATE TABLE member (id bigint PRIMARY KEY, guild_id bigint REFERENCES guild (id));

-- migrate:down
DROP TABLE member;
