-- revision: 6f66244cd253
-- parent: 5eea56c92930
-- created: 2026-02-14T21:00Z

-- migrate:up
CREATE TYPE point_reason AS ENUM ('message', 'voice', 'gift', 'correction');

CREATE TABLE point (
    guild_id bigint NOT NULL,
    user_id bigint NOT NULL,
    given_at timestamptz NOT NULL DEFAULT now(),
    reason point_reason NOT NULL,
    amount integer NOT NULL CHECK (amount <> 0),
    FOREIGN KEY (guild_id, user_id) REFERENCES member (guild_id, user_id) ON DELETE CASCADE
);

CREATE INDEX point_member_idx ON point (guild_id, user_id, given_at);

-- What members have so far becomes their first entry, so that the sums agree from the start.
INSERT INTO point (guild_id, user_id, reason, amount)
SELECT guild_id, user_id, 'correction', points
FROM level
WHERE points <> 0;

CREATE FUNCTION add_points() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO public.level (guild_id, user_id, points)
    VALUES (NEW.guild_id, NEW.user_id, greatest(NEW.amount, 0))
    ON CONFLICT (guild_id, user_id)
    DO UPDATE SET points = greatest(public.level.points + NEW.amount, 0);
    RETURN NULL;
END;
$$;

CREATE TRIGGER add_points AFTER INSERT ON point
    FOR EACH ROW EXECUTE FUNCTION add_points();

CREATE VIEW leaderboard AS
SELECT level.guild_id, level.user_id, member.name, level.points,
       rank() OVER (PARTITION BY level.guild_id ORDER BY level.points DESC) AS place
FROM level
JOIN member USING (guild_id, user_id)
WHERE member.left_at IS NULL;

-- migrate:down
DROP VIEW leaderboard;
DROP TABLE point;
DROP FUNCTION add_points();
DROP TYPE point_reason;
