-- revision: d1ca61e4b3f2
-- parent: 63c9b8eca433
-- created: 2026-01-20T19:45Z

-- migrate:up
-- Members are many and in use: the index is built beside them, outside a transaction.
CREATE INDEX CONCURRENTLY member_search_idx ON member
    USING gin (to_tsvector('simple', name));

-- migrate:down
DROP INDEX CONCURRENTLY member_search_idx;
