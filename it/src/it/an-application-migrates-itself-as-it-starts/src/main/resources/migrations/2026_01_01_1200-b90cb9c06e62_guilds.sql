-- revision: b90cb9c06e62
-- parent: none
-- created: 2026-01-01T12:00Z

-- migrate:up
CREATE TABLE guild (id bigint PRIMARY KEY, name text NOT NULL);

-- migrate:down
DROP TABLE guild;
