-- revision: 21a355f19d52
-- parent: none
-- created: 2026-01-01T12:00Z

-- migrate:up
CREATE TABLE snippet (id int);

-- migrate:down
DROP TABLE snippet;
