-- revision: a984064b5c26
-- parent: none
-- created: 2025-12-01T20:53Z

-- migrate:up
-- Ids are the chat service's own 64-bit numbers, so nothing here generates one.
CREATE TABLE guild (
    id bigint PRIMARY KEY,
    name text NOT NULL CHECK (name <> ''),
    locale text NOT NULL DEFAULT 'en',
    joined_at timestamptz NOT NULL DEFAULT now(),
    left_at timestamptz,
    CHECK (left_at >= joined_at)
);

CREATE TABLE member (
    guild_id bigint NOT NULL REFERENCES guild (id) ON DELETE CASCADE,
    user_id bigint NOT NULL,
    name text NOT NULL,
    joined_at timestamptz NOT NULL,
    PRIMARY KEY (guild_id, user_id)
);

COMMENT ON TABLE member IS 'A user in a guild; one user is a member of several guilds.';

-- Commands name members as people type them.
CREATE INDEX member_name_idx ON member (guild_id, lower(name));

-- migrate:down
DROP TABLE member;
DROP TABLE guild;
