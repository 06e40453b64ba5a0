-- revision: f526795c9539
-- parent: b90cb9c06e62
-- created: 2026-01-02T12:00Z

-- migrate:up
CREATE TABLE before_it (id int);

INSERT INTO guild (id, nam)
VALUES (1, 'a');

-- migrate:down
DROP TABLE before_it;
