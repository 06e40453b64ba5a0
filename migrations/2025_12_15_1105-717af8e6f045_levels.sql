-- revision: 717af8e6f045
-- parent: 7d48dffba186
-- created: 2025-12-15T11:05Z

-- migrate:up
CREATE TABLE level (
    guild_id bigint NOT NULL,
    user_id bigint NOT NULL,
    points bigint NOT NULL DEFAULT 0 CHECK (points >= 0),
    PRIMARY KEY (guild_id, user_id),
    FOREIGN KEY (guild_id, user_id) REFERENCES member (guild_id, user_id) ON DELETE CASCADE
);

-- The leaderboard of one guild, best first.
CREATE INDEX level_rank_idx ON level (guild_id, points DESC);

-- migrate:down
DROP TABLE level;
