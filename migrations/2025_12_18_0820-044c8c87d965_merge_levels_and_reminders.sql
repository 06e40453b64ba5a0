-- revision: 044c8c87d965
-- parent: 717af8e6f045, 8c913228b52a
-- created: 2025-12-18T08:20Z

-- migrate:up


-- migrate:down

