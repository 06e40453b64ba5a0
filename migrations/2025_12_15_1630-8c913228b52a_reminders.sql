-- revision: 8c913228b52a
-- parent: 7d48dffba186
-- created: 2025-12-15T16:30Z

-- migrate:up
CREATE TABLE reminder (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    user_id bigint NOT NULL,
    guild_id bigint REFERENCES guild (id) ON DELETE SET NULL,
    content text NOT NULL,
    due_at timestamptz NOT NULL,
    sent_at timestamptz
);

CREATE INDEX reminder_due_idx ON reminder (due_at) WHERE sent_at IS NULL;

CREATE INDEX reminder_guild_idx ON reminder (guild_id);

-- migrate:down
DROP TABLE reminder;
