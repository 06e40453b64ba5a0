-- revision: 7d50f2085333
-- parent: b90cb9c06e62
-- created: 2026-01-03T12:00Z

-- migrate:up
CREATE TABLE level (id int);

-- migrate:down
DROP TABLE level;
