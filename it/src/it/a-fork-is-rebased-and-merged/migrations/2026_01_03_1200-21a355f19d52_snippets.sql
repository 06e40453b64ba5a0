-- revision: 21a355f19d52
-- parent: b90cb9c06e62
-- created: 2026-01-03T12:00Z

-- migrate:up
CREATE TABLE snippet (id int);

-- migrate:down
DROP TABLE snippet;
