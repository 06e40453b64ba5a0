-- revision: 63c9b8eca433
-- parent: 044c8c87d965
-- created: 2026-01-07T13:00Z

-- migrate:up
-- The label is committed before the index that needs it: a new label cannot be used at once.
ALTER TYPE case_action ADD VALUE 'note' BEFORE 'warn';

CREATE INDEX moderation_case_note_idx ON moderation_case (guild_id, user_id) WHERE action = 'note';

-- migrate:down
-- A label cannot be dropped from an enum, so the type is made anew; notes become warnings.
DROP INDEX moderation_case_note_idx;

ALTER TYPE case_action RENAME TO case_action_old;

CREATE TYPE case_action AS ENUM ('warn', 'mute', 'kick', 'ban');

ALTER TABLE moderation_case
    ALTER COLUMN action TYPE case_action
    USING (CASE action::text WHEN 'note' THEN 'warn' ELSE action::text END)::case_action;

DROP TYPE case_action_old;
