-- revision: dde154e218bc
-- parent: a984064b5c26
-- created: 2025-12-04T09:12Z

-- migrate:up
CREATE TYPE case_action AS ENUM ('warn', 'mute', 'kick', 'ban');

CREATE TABLE moderation_case (
    guild_id bigint NOT NULL REFERENCES guild (id) ON DELETE CASCADE,
    number integer NOT NULL CHECK (number > 0),
    action case_action NOT NULL,
    user_id bigint NOT NULL,
    moderator_id bigint NOT NULL,
    reason text,
    created_at timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz,
    PRIMARY KEY (guild_id, number),
    CHECK (expires_at > created_at)
);

CREATE INDEX moderation_case_user_idx ON moderation_case (guild_id, user_id);

-- What has to be lifted some day; the job that does it reads nothing else.
CREATE INDEX moderation_case_expiry_idx ON moderation_case (expires_at) WHERE expires_at IS NOT NULL;

-- Cases are numbered within their guild, without gaps, however many moderators act at once.
CREATE FUNCTION number_case() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM 1 FROM public.guild WHERE id = NEW.guild_id FOR UPDATE;
    SELECT coalesce(max(number), 0) + 1 INTO NEW.number
    FROM public.moderation_case
    WHERE guild_id = NEW.guild_id;
    RETURN NEW;
END;
$$;

CREATE TRIGGER number_case BEFORE INSERT ON moderation_case
    FOR EACH ROW WHEN (NEW.number IS NULL) EXECUTE FUNCTION number_case();

-- migrate:down
DROP TABLE moderation_case;
DROP FUNCTION number_case();
DROP TYPE case_action;
