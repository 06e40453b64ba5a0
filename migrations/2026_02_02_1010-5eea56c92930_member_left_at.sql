-- revision: 5eea56c92930
-- parent: d1ca61e4b3f2
-- created: 2026-02-02T10:10Z

-- migrate:up
-- Members who leave are kept from now on, since their cases and points outlive a visit.
ALTER TABLE member ADD COLUMN left_at timestamptz;

ALTER TABLE member ADD CONSTRAINT member_left_at_check CHECK (left_at >= joined_at) NOT VALID;

-- The members of a guild that the bot has left are gone with it.
UPDATE member
SET left_at = greatest(guild.left_at, member.joined_at)
FROM guild
WHERE guild.id = member.guild_id AND guild.left_at IS NOT NULL;

ALTER TABLE member VALIDATE CONSTRAINT member_left_at_check;

CREATE INDEX member_present_idx ON member (guild_id) WHERE left_at IS NULL;

-- migrate:down
ALTER TABLE member DROP COLUMN left_at;
