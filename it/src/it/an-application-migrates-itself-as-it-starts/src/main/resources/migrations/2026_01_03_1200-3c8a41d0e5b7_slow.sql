-- revision: 3c8a41d0e5b7
-- parent: 17373ca1c763
-- created: 2026-01-03T12:00Z

-- migrate:up
-- migrate:lock-timeout 0
-- takes as long as the scenario holds the lock
SELECT pg_advisory_xact_lock(4711);
INSERT INTO guild (id, name) VALUES (1, 'first');
INSERT INTO member (id, guild_id) VALUES (1, 1);

-- migrate:down
DELETE FROM member;
DELETE FROM guild;
